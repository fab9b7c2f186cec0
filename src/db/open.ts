import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { type Connection, connect } from './connect.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { migrate } from './migrate.ts';

/** The gateway's database, at this version's schema. */
export interface OpenDatabase extends Connection {
  /** For what needs connections of its own, such as the queue. Holds a password: never log it. */
  readonly url: string;
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
  const { db, close } = connect(server.url, maxConnections);
  const closeAll = async (): Promise<void> => {
    await close();
    await server.close();
  };
  try {
    const migrations = await migrate(db);
    if (migrations.length > 0) log.info({ migrations }, 'database is up to date');
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { db, url: server.url, close: closeAll };
}
