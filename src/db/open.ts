import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { type Connection, connect, NO_LIMITS } from './connect.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { guardHistory } from './history-guard.ts';
import { migrate } from './migrate.ts';
import type { Database } from './schema.ts';

/** The gateway's database, at this version's schema. */
export interface OpenDatabase extends Connection {
  /** For what needs connections of its own, such as the queue. Holds a password: never log it. */
  readonly url: string;
  /** Runs `work` on a connection without limits of time: for what may wait for another process, or take minutes. */
  patiently<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>;
}

/**
 * Opens the database that the configuration names, or the embedded one, and brings it up to date. `close` ends the pool
 * and then, for the embedded one, the server; everything else that connected to `url` must be closed before.
 *
 * @throws {AppError} when it cannot be had or is newer than this version, naming the mend
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: Logger,
  maxConnections?: number,
): Promise<OpenDatabase> {
  const server =
    config.databaseUrl === undefined
      ? await openEmbedded({ dataDir: config.dataDir, log })
      : { url: config.databaseUrl, close: async () => undefined };
  const { url } = server;
  let role: string | null;
  try {
    role = await patiently(url, null, (owner) => prepare(owner, log));
  } catch (error) {
    await server.close();
    throw error;
  }
  const { db, close } = connect(url, maxConnections, undefined, role);
  const closeAll = async (): Promise<void> => {
    await close();
    await server.close();
  };
  return { db, url, patiently: (work) => patiently(url, role, work), close: closeAll };
}

/** Brings the schema up to date, and says as what the gateway works so that the database keeps it from rewriting history. */
async function prepare(db: Kysely<Database>, log: Logger): Promise<string | null> {
  const migrations = await migrate(db);
  if (migrations.length > 0) log.info({ migrations }, 'database is up to date');
  const { role, isProtected } = await guardHistory(db);
  if (!isProtected) log.info('only triggers keep history from being rewritten; `majibu doctor` says what to do');
  return role;
}

async function patiently<T>(url: string, role: string | null, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const { db, close } = connect(url, 1, NO_LIMITS, role);
  try {
    return await work(db);
  } finally {
    await close();
  }
}
