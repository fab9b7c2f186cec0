import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

/** `date` columns stay ISO strings: a working day has no time zone. `int8` counts fit a number. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (value) => value);
types.setTypeParser(pg.types.builtins.INT8, Number);

/** How the database is reached, and how to let go of it. */
export interface Connection {
  readonly db: Kysely<Database>;
  close(): Promise<void>;
}

/**
 * Opens a pool. Connects on first use; a statement that runs longer than 15 s is ended by the server.
 *
 * @param url `postgres://...`
 * @param maxConnections how many at most, 10 unless told
 */
export function connect(url: string, maxConnections = 10): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types,
    application_name: 'majibu',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
  });
  // A server that goes away ends idle connections; the pool opens new ones when it is back.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}
