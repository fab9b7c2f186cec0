import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { errorCode } from '../error-code.ts';
import { type Cluster, openCluster, readPassword, type Settings, startServer, stopServer } from './cluster.ts';
import { withLock } from './lock.ts';
import { findPostmaster } from './postmaster.ts';
import { type Presence, takePresence } from './presence.ts';

const DATABASE = 'majibu';
const OPEN_TIMEOUT_MS = 180_000;
const CLOSE_TIMEOUT_MS = 20_000;
const START_ATTEMPTS = 3;
const CANNOT_CONNECT_NOW = '57P03';
const NO_SUCH_DATABASE = '3D000';
const DATABASE_EXISTS = ['42P04', '23505'];

/** The embedded PostgreSQL, as long as this process uses it. */
export interface Embedded {
  readonly url: string;
  /** Lets go of it; stops the server unless another process uses it. Close every pool on `url` first. */
  close(): Promise<void>;
}

/**
 * Opens the PostgreSQL in `<dataDir>/postgres`: makes the folder the first time, joins the server that is running (a
 * gateway's, or one that a killed gateway left behind), else starts one. The last process to close stops it.
 *
 * @param options.settings of `postgresql.conf` for a server started here, on top of the usual ones; for tests
 * @throws {AppError} `unavailable`, naming the mend
 */
export async function openEmbedded(options: { dataDir: string; log: Logger; settings?: Settings }): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const lockFile = join(dataDir, 'postgres.lock');
  return withLock(lockFile, OPEN_TIMEOUT_MS, async () => {
    const cluster = await openCluster(dataDir, options.settings ?? {});
    const { url, presence } = await joinOrStart(cluster, options.log);
    return { url, close: () => leave(cluster, presence, lockFile, options.log) };
  });
}

interface Joined {
  readonly url: string;
  readonly presence: Presence;
}

async function joinOrStart(cluster: Cluster, log: Logger): Promise<Joined> {
  const password = await readPassword(cluster);
  const giveUpAt = performance.now() + OPEN_TIMEOUT_MS;
  for (let starts = 0; performance.now() < giveUpAt; ) {
    const joined = await tryToJoin(cluster, password);
    if (joined !== undefined) {
      log.info({ hasStarted: starts > 0 }, 'embedded PostgreSQL is ready');
      return joined;
    }
    if ((await findPostmaster(cluster.dir)) !== undefined) {
      await delay(100);
    } else {
      starts += 1;
      await startOrWarn(cluster, log, starts);
    }
  }
  throw new AppError('unavailable', `The embedded PostgreSQL does not answer; ${cluster.logFile} says why.`);
}

/** Another program may take the port between finding it free and using it: worth another attempt, not a failure yet. */
async function startOrWarn(cluster: Cluster, log: Logger, attempt: number): Promise<void> {
  try {
    await startServer(cluster);
  } catch (error) {
    if (attempt >= START_ATTEMPTS) throw error;
    log.warn({ err: error, attempt }, 'embedded PostgreSQL did not start, trying again');
  }
}

/** Undefined when no server runs, or it is still starting, recovering or just stopping. */
async function tryToJoin(cluster: Cluster, password: string): Promise<Joined | undefined> {
  const postmaster = await findPostmaster(cluster.dir);
  if (postmaster?.port === undefined) return undefined;
  const server = `postgres://majibu:${password}@127.0.0.1:${postmaster.port}`;
  const url = `${server}/${DATABASE}`;
  try {
    return { url, presence: await takePresence(url) };
  } catch (error) {
    if (errorCode(error) === CANNOT_CONNECT_NOW || errorCode(error) === 'ECONNREFUSED') return undefined;
    if (errorCode(error) !== NO_SUCH_DATABASE) throw error;
    await createDatabase(`${server}/postgres`);
    return { url, presence: await takePresence(url) };
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if (!DATABASE_EXISTS.includes(String(errorCode(error)))) throw error;
  } finally {
    await client.end();
  }
}

/** Under the same lock as opening: nobody joins between the look for others and the stop. */
async function leave(cluster: Cluster, presence: Presence, lockFile: string, log: Logger): Promise<void> {
  try {
    await withLock(lockFile, CLOSE_TIMEOUT_MS, async () => {
      const isLast = !(await presence.hasOthers());
      await presence.leave();
      if (isLast) await stopServer(cluster);
      log.info({ isStopped: isLast }, 'left embedded PostgreSQL');
    });
  } catch (error) {
    await presence.leave();
    log.warn({ err: error }, 'embedded PostgreSQL was left running');
  }
}
