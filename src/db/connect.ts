import { Socket } from 'node:net';
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

/** How long a connection waits; 0: for ever. */
export interface TimeLimits {
  /** The server ends a statement that runs longer. */
  readonly statementMs: number;
  /** A statement fails and its connection is closed when nothing was heard for so long: the network may be silent. */
  readonly silenceMs: number;
}

/** The server's own limit comes first, so that silence means that nobody is there. */
const USUAL: TimeLimits = { statementMs: 15_000, silenceMs: 20_000 };

/** For what may wait for another process or take minutes, as a migration does. */
export const NO_LIMITS: TimeLimits = { statementMs: 0, silenceMs: 0 };

/**
 * Opens a pool. Connects on first use; a statement that runs longer than 15 s is ended by the server, one that is not
 * answered within 20 s fails.
 *
 * @param url `postgres://...`
 * @param maxConnections how many at most, 10 unless told
 * @param limits others than the usual ones
 * @param role what to work as instead of the user of `url`, who must be allowed to; null: as that user
 */
export function connect(url: string, maxConnections = 10, limits = USUAL, role: string | null = null): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types,
    application_name: 'majibu',
    connectionTimeoutMillis: 5_000,
    // Not `statement_timeout`, which pg leaves out when it is 0: a limit that the server has for this user would stay.
    options: `-c statement_timeout=${limits.statementMs}${role === null ? '' : ` -c role=${escapeOption(role)}`}`,
    query_timeout: limits.silenceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => openSocket(limits.silenceMs),
  });
  // A server that goes away ends idle connections; the pool opens new ones when it is back.
  pool.on('error', () => undefined);
  // It also ends one that is in use between two statements, for which the pool does not listen: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('connect', prepareNamed);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

/**
 * A role taken while the connection is opened costs no round trip, then or later, and RESET ROLE comes back to it. Spaces
 * and backslashes end an option.
 */
function escapeOption(value: string): string {
  return value.replaceAll(/[\\\s]/g, (sign) => `\\${sign}`);
}

/** A statement that timed out leaves its connection waiting, and the pool would hand it on: so the silent one is closed. */
function openSocket(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => socket.destroy(new Error('the database has not been heard of for too long')));
  return socket;
}

/** A statement that begins like this is planned once per connection and not once per call. For the few hot ones. */
const NAME = /^\/\* prepared (\w+) \*\//;

/** Kysely has no way to name a statement to pg, so the name travels in front of its text. */
function prepareNamed(client: pg.PoolClient): void {
  const { query } = client;
  const named = (text: unknown, values: unknown): unknown[] => {
    const name = typeof text === 'string' ? NAME.exec(text)?.[1] : undefined;
    return name === undefined ? [text, values] : [{ name, text, values }];
  };
  Object.assign(client, {
    query: (text: unknown, values?: unknown, ...rest: unknown[]): unknown =>
      Reflect.apply(query, client, [...named(text, values), ...rest]),
  });
}
