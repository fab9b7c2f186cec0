import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { hashToken } from '../src/accounts/token.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { connect, NO_LIMITS } from '../src/db/connect.ts';
import { openDatabase } from '../src/db/open.ts';
import type { Database } from '../src/db/schema.ts';
import type { Deps } from '../src/deps.ts';
import { createLog } from '../src/log.ts';
import { createMetrics } from '../src/metrics.ts';
import { loadFolder } from '../src/routing/load-folder.ts';
import type { Programme } from '../src/routing/programme.ts';
import { openProgrammes } from '../src/routing/programmes.ts';
import { openCarriers } from '../src/sms/carriers/index.ts';

const OFFICE = 'water_company@KE.001';

/** The pages of a gateway in this process, with a PostgreSQL of its own, and somebody who has signed in. */
export interface Site {
  /** Without limits of time: for filling. */
  readonly db: Kysely<Database>;
  readonly programme: Programme;
  readonly officeId: string;
  /** One page as she gets it, and how long it took from the request to the last byte. */
  open(path: string): Promise<{ page: string; ms: number }>;
  close(): Promise<void>;
}

/** Opens it on an empty folder, which is removed when it is closed: for an official of an office, or an observer. */
export async function openSite(role: 'official' | 'observer'): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'majibu-bench-'));
  const log = createLog('warn');
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir });
  const database = await openDatabase(config, log);
  const owner = connect(database.url, 1, NO_LIMITS);
  await loadFolder({ db: database.db, now: () => new Date() }, 'programmes');
  const programmes = await openProgrammes(database.db, log, { pollMs: null });
  const server = createServer(appOn({ config, db: database.db, log, programmes })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const programme = programmes.byName('kenya-coast');
  const officeId = programme?.offices.get(OFFICE)?.id;
  if (!programme || officeId === undefined) throw new Error(`no office ${OFFICE}`);
  const cookie = `__Host-majibu=${await signIn(owner.db, programme, role === 'official' ? officeId : null)}`;
  let isOpen = true;
  return {
    db: owner.db,
    programme,
    officeId,
    open: (path) => timeOf(`http://127.0.0.1:${port}${path}`, cookie),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      server.closeAllConnections();
      server.close();
      programmes.close();
      await owner.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The web side of a gateway that nobody wakes up. */
function appOn(parts: Pick<Deps, 'config' | 'db' | 'log' | 'programmes'>): RequestListener {
  return createApp(
    {
      ...parts,
      now: () => new Date(),
      wake: () => undefined,
      carriers: openCarriers(parts.config),
      metrics: createMetrics(),
    },
    { isServing: () => true, pingQueue: async () => undefined, countJobs: () => Promise.reject(new Error('no queue')) },
  );
}

async function timeOf(url: string, cookie: string): Promise<{ page: string; ms: number }> {
  const startedAt = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  const page = await answer.text();
  const ms = performance.now() - startedAt;
  if (answer.status !== 200) throw new Error(`${url} was answered with ${answer.status}`);
  return { page, ms };
}

/** An official of the office, or an observer where it is null: the token of a session of hers. */
async function signIn(db: Kysely<Database>, programme: Programme, officeId: string | null): Promise<string> {
  const now = new Date();
  const id = uuidv7();
  const token = randomBytes(32).toString('base64url');
  await db
    .insertInto('accounts')
    .values({
      ...{ id, programme_id: programme.id, office_id: officeId, sign_in: 'bench', name: 'Bench', created_at: now },
      ...{ role: officeId === null ? 'observer' : 'official', language: 'en' },
    })
    .execute();
  await db
    .insertInto('account_sessions')
    .values({
      ...{ token_hash: hashToken(token), account_id: id, stage: 'full', created_at: now, seen_at: now },
      ends_at: new Date(now.getTime() + 86_400_000),
    })
    .execute();
  return token;
}
