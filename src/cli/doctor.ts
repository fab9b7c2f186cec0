import { Redis } from 'ioredis';
import { type Kysely, sql } from 'kysely';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { connect } from '../db/connect.ts';
import { openEmbedded } from '../db/embedded/open-embedded.ts';
import { errorCode } from '../db/error-code.ts';
import { canBeMended, readHistoryGuard, standingOf } from '../db/history-guard.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { countCallable } from '../db/pagings.ts';
import type { Database } from '../db/schema.ts';
import { listWebhooks } from '../db/webhooks.ts';
import { AppError } from '../errors.ts';
import { URGENT_STREAMS } from '../grievances/page-focal-point.ts';
import { createLog } from '../log.ts';
import { findMissingCarriers } from '../sms/carriers/find-missing.ts';
import { openCarriers } from '../sms/carriers/index.ts';
import type { Terminal } from './terminal.ts';

/** What was found about one part of the gateway. */
export interface Finding {
  readonly name:
    | 'settings'
    | 'database'
    | 'schema'
    | 'history'
    | 'programmes'
    | 'people'
    | 'queue'
    | 'carrier'
    | 'webhooks';
  readonly isOk: boolean;
  readonly detail: string;
  /** What to do, where something is to be done. */
  readonly mend?: string;
}

/**
 * Looks at every part of the gateway. It changes none of them: an old schema is reported and not brought up to date. Only
 * the embedded PostgreSQL is started, where it does not run, for as long as this takes.
 */
export async function examine(terminal: Terminal): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(terminal.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => fail('settings', problem, '.env.example explains every variable.'));
  }
  const mode = config.isProduction ? 'production' : 'development';
  return [
    ok('settings', `readable, for ${mode}`),
    ...(await examineDatabase(config, terminal)),
    ...(config.redisUrl === undefined ? [] : [await examineRedis(config.redisUrl)]),
    examineCarrier(config),
  ];
}

function ok(name: Finding['name'], detail: string, mend?: string): Finding {
  return { name, isOk: true, detail, ...(mend === undefined ? {} : { mend }) };
}

function fail(name: Finding['name'], detail: string, mend: string): Finding {
  return { name, isOk: false, detail, mend };
}

async function examineDatabase(config: Config, terminal: Terminal): Promise<Finding[]> {
  const kind = config.databaseUrl === undefined ? 'embedded' : 'DATABASE_URL';
  try {
    return await withServer(config, terminal, async (db) => {
      const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
      const reached = ok('database', `PostgreSQL ${rows[0]?.server_version ?? ''} answers (${kind})`);
      const schema = await examineSchema(db);
      if (!schema.isOk) return [reached, schema];
      const queue = config.redisUrl === undefined ? [await examinePostgresQueue(db)] : [];
      const history = await examineHistory(db);
      const people = await examinePeople(config, db);
      const programmes = await examineProgrammes(db);
      return [
        reached,
        schema,
        history,
        programmes,
        people,
        ...queue,
        ...(await examineRoads(config, db)),
        ...(await examineWebhooks(db)),
      ];
    });
  } catch (error) {
    const detail =
      error instanceof AppError ? error.message : `does not answer (${errorCode(error) ?? 'no reason given'})`;
    const mend =
      config.databaseUrl === undefined ? 'Look at DATA_DIR.' : 'Check DATABASE_URL and that the server runs.';
    return [fail('database', detail, mend)];
  }
}

async function withServer<T>(
  config: Config,
  terminal: Terminal,
  work: (db: Kysely<Database>) => Promise<T>,
): Promise<T> {
  const log = createLog('warn', { write: (line) => terminal.err(line) });
  const server =
    config.databaseUrl === undefined
      ? await openEmbedded({ dataDir: config.dataDir, log })
      : { url: config.databaseUrl, close: async () => undefined };
  const { db, close } = connect(server.url, 1);
  try {
    return await work(db);
  } finally {
    await close();
    await server.close();
  }
}

async function examineSchema(db: Kysely<Database>): Promise<Finding> {
  const start = 'Start the gateway: it brings the database up to date.';
  const { rows: tables } = await sql<{ found: boolean }>`
    select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (!tables[0]?.found) return fail('schema', 'the database is empty', start);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const done = rows.map(({ name }) => name);
  const unknown = done.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    return fail('schema', `made by a newer version (${unknown.join(', ')})`, 'Start that version or a later one.');
  }
  const missing = Object.keys(MIGRATIONS).filter((name) => !done.includes(name));
  if (missing.length > 0) return fail('schema', `older than this version (${missing.join(', ')} to do)`, start);
  return ok('schema', `this version's (${done.length} migrations)`);
}

/** Whether the database itself keeps the gateway from rewriting history. */
async function examineHistory(db: Kysely<Database>): Promise<Finding> {
  const guard = await readHistoryGuard(db);
  const { login, role, unguarded } = guard;
  if (unguarded.length > 0) {
    const mend = `As the owner of each table: alter table NAME enable always trigger only_added_to. Then majibu audit verify.`;
    return fail('history', `its trigger is switched off or gone: ${unguarded.join(', ')}`, mend);
  }
  const standing = standingOf(guard);
  if (standing.isProtected)
    return ok('history', `only added to, by the database's own rights (as ${standing.role ?? login})`);
  if (canBeMended(guard)) {
    return ok('history', 'kept by triggers so far', `The gateway gives itself the role ${role} when it starts.`);
  }
  const mend = guard.isOwner
    ? `As a superuser: create role "${role}" nologin; grant "${role}" to "${login}". Then start the gateway again.`
    : `Take from "${login}" what lets it update, delete or truncate; docs/running.md shows the rights it needs.`;
  return fail('history', 'kept by triggers only: the user of DATABASE_URL may rewrite it', mend);
}

async function examineProgrammes(db: Kysely<Database>): Promise<Finding> {
  const programmes = await db.selectFrom('programmes').select(['name', 'revision']).orderBy('name').execute();
  if (programmes.length === 0) {
    return fail('programmes', 'none is loaded', 'majibu programme load DIR, or start the gateway with PROGRAMMES_DIR.');
  }
  return ok('programmes', programmes.map(({ name, revision }) => `${name} (revision ${revision})`).join(', '));
}

/** Whether somebody can be called to an urgent sealed report. To try things out nobody needs to be. */
async function examinePeople(config: Config, db: Kysely<Database>): Promise<Finding> {
  const staff = await countCallable(db, URGENT_STREAMS);
  const named = (missing: typeof staff) =>
    missing.map(({ programme, stream }) => `${programme} (${stream})`).join(', ');
  const nobody = staff.filter(({ focalPoints, administrators }) => focalPoints + administrators === 0);
  const mend = 'majibu account create --role focal makes a focal point; she needs a phone.';
  if (nobody.length > 0) {
    const detail = `nobody can be called to an urgent sealed report of ${named(nobody)}`;
    return config.isProduction ? fail('people', detail, mend) : ok('people', detail, mend);
  }
  const withoutFocal = staff.filter(({ focalPoints }) => focalPoints === 0);
  if (withoutFocal.length > 0) {
    return ok('people', `only administrators are called to urgent sealed reports of ${named(withoutFocal)}`, mend);
  }
  return ok('people', 'somebody is called to every urgent sealed report');
}

/** Only what is amiss: every programme that names a carrier which is not configured. */
async function examineRoads(config: Config, db: Kysely<Database>): Promise<Finding[]> {
  const programmes = await db
    .selectFrom('programmes')
    .select(['name', sql<string | null>`settings->>'carrier'`.as('carrier')])
    .orderBy('name')
    .execute();
  return findMissingCarriers(config, programmes).map(({ programme, carrier, mend }) =>
    fail('carrier', `${programme} sends by ${carrier}, which is not configured`, mend),
  );
}

/** Where there are some: whether they are on. */
async function examineWebhooks(db: Kysely<Database>): Promise<Finding[]> {
  const webhooks = await listWebhooks(db);
  const off = webhooks.filter((webhook) => webhook.off_at !== null);
  const givenUp = webhooks.reduce((sum, webhook) => sum + webhook.given_up, 0);
  if (off.length > 0) {
    const detail = `switched off after too many failures: ${off.map(({ id }) => id).join(', ')}`;
    return [fail('webhooks', detail, 'Mend the other end, then: majibu webhook test ID switches it on again.')];
  }
  if (webhooks.length === 0) return [];
  const lost = givenUp === 0 ? '' : `; ${givenUp} events of the last 30 days were given up (majibu webhook list)`;
  return [ok('webhooks', `${webhooks.length}, all on${lost}`)];
}

async function examinePostgresQueue(db: Kysely<Database>): Promise<Finding> {
  const { rows } = await sql<{ found: boolean }>`select to_regnamespace('bullmq') is not null as found`.execute(db);
  if (rows[0]?.found) return ok('queue', 'in PostgreSQL');
  return ok('queue', 'in PostgreSQL, not made yet', 'The gateway makes it when it starts.');
}

async function examineRedis(url: string): Promise<Finding> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: null,
  });
  let reason: unknown;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    await redis.connect();
    const memory = await redis.info('memory');
    const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      return fail(
        'queue',
        `Redis may throw jobs away (maxmemory-policy ${policy})`,
        'Set maxmemory-policy noeviction.',
      );
    }
    return ok('queue', 'Redis answers');
  } catch (error) {
    const mend = 'Check REDIS_URL and that the server runs. Until then jobs wait for the sweep, and nothing is lost.';
    return fail('queue', `Redis does not answer (${errorCode(reason ?? error) ?? 'no reason given'})`, mend);
  } finally {
    redis.disconnect();
  }
}

function examineCarrier(config: Config): Finding {
  if (!openCarriers(config).has(config.carrier)) {
    return fail('carrier', `${config.carrier} is not configured`, '.env.example names its variables.');
  }
  if (config.carrier !== 'simulator') {
    return ok('carrier', `${config.carrier}, with an account; only a first SMS shows that the account is good`);
  }
  if (!config.isProduction) return ok('carrier', 'simulator: no SMS leaves this machine');
  return fail('carrier', 'simulator: no SMS leaves this machine', 'Set CARRIER and its account for real phones.');
}
