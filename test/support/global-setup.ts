import { execFileSync } from 'node:child_process';
import { chmod, rm } from 'node:fs/promises';
import { openEmbedded } from '../../src/db/embedded/open-embedded.ts';
import { createLog } from '../../src/log.ts';
import { createRunFolder, killServers, removeLeftovers } from './leftovers.ts';
import { startRedis } from './redis.ts';
import { createTemplate, TEMPLATES } from './templates.ts';

declare global {
  /** Handed from the global setup to the global teardown, which Jest runs in the same process. */
  var stopTestServers: (() => Promise<void>) | undefined;
}

/** Durability is given up: these rows live as long as the run. */
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 200,
  autovacuum: 'off',
};

/**
 * Makes the style sheet of the console, as a build does, and starts one PostgreSQL and one Redis for the whole run; `database.ts`
 * and `redis-url.ts` hand them to the tests.
 */
export default async function globalSetup(): Promise<void> {
  execFileSync(process.execPath, ['scripts/styles.js'], { stdio: 'inherit' });
  await removeLeftovers();
  const dir = await createRunFolder();
  // Started as root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(dir, 0o711);
  const redis = await startRedis(dir);
  if (redis === null && process.env.CI === 'true') {
    throw new Error('No redis-server on this machine, and CI=true allows no gaps. Run `apt-get install redis-server`.');
  }
  const postgres = await openEmbedded({ dataDir: dir, log: createLog('warn'), settings: FAST_SETTINGS });
  globalThis.stopTestServers = async () => {
    await Promise.all([redis?.stop(), postgres.close()]);
    // A test that left a connection open keeps PostgreSQL running.
    await killServers(dir);
    await rm(dir, { recursive: true, force: true });
  };
  for (const template of TEMPLATES) await createTemplate(postgres.url, template);
  process.env.TEST_SERVER_URL = postgres.url;
  process.env.TEST_REDIS_URL = redis?.url ?? '';
}
