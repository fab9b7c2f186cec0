import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase, testServerUrl } from '../support/database.ts';
import { itWithRedis, testRedisUrl } from '../support/redis-url.ts';
import { databaseUrl, runOnServer } from '../support/templates.ts';
import { run as runWith } from './run.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');

const KEY = Buffer.alloc(32, 7).toString('base64');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await run(`programme load ${KOSOVO}`);
});
afterAll(() => database.close());
const run = (args: string, env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) => runWith(args, env);

describe('doctor', () => {
  const examine = async (env: NodeJS.ProcessEnv) => {
    const { code, out } = await run('doctor --json', env);
    const { ok, checks } = JSON.parse(out);
    expect(ok).toBe(code === 0);
    return Object.fromEntries(checks.map((check: { name: string; ok: boolean }) => [check.name, check.ok]));
  };
  const well = {
    settings: true,
    database: true,
    schema: true,
    programmes: true,
    history: true,
    people: true,
    queue: true,
    carrier: true,
  };

  it('finds a gateway well', async () => {
    expect(await examine({ DATABASE_URL: database.url })).toEqual(well);
    const { out } = await run('doctor');
    expect(out).toMatch(/^ok {4}settings {4}readable, for development\nok {4}database {4}PostgreSQL \d+/);
    expect(out).toContain('kosovo (revision 1)');
  });

  it('says what to do about an empty database, and leaves it empty', async () => {
    const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
    await runOnServer(testServerUrl(), `create database ${name}`);
    const url = databaseUrl(testServerUrl(), name);
    for (let times = 0; times < 2; times += 1) {
      const { code, out } = await run('doctor', { DATABASE_URL: url });
      expect(code).toBe(1);
      expect(out).toMatch(/FAIL {2}schema {6}the database is empty\n +Start the gateway/);
    }
    await runOnServer(testServerUrl(), `drop database ${name} with (force)`);
  });

  it('recognises a schema that is older or newer than the program', async () => {
    const own = await createTestDatabase();
    const env = { DATABASE_URL: own.url };
    await sql`insert into kysely_migration (name, timestamp) values ('20990101T0000-x', 'now')`.execute(own.db);
    expect((await run('doctor', env)).out).toMatch(/FAIL {2}schema {6}made by a newer version \(20990101T0000-x\)/);
    await sql`delete from kysely_migration`.execute(own.db);
    expect((await run('doctor', env)).out).toMatch(/FAIL {2}schema {6}older than this version/);
    await own.close();
  });

  it('says where nobody can be called to an urgent sealed report: in production that is amiss', async () => {
    const said = /people +nobody can be called to an urgent sealed report of kosovo \(child\), kosovo \(protection\)/;
    expect((await run('doctor')).out).toMatch(new RegExp(`ok {4}${said.source}`));
    const keys = { CALLBACK_SECRET: 'a'.repeat(32), SEALING_KEYS: `k1:${KEY}`, INDEX_KEY: KEY };
    const env = { DATABASE_URL: database.url, NODE_ENV: 'production', PUBLIC_URL: 'https://majibu.example', ...keys };
    expect((await run('doctor', env)).out).toMatch(new RegExp(`FAIL {2}${said.source}\n +majibu account create`));
  });

  it('misses programmes', async () => {
    const own = await createTestDatabase();
    expect(await examine({ DATABASE_URL: own.url })).toEqual({ ...well, programmes: false });
    await own.close();
  });

  it('names a programme whose carrier is not configured', async () => {
    const env = { DATABASE_URL: database.url, CARRIER: 'africastalking', AT_USERNAME: 'x', AT_API_KEY: 'y' };
    const own = (carrier: string | null) =>
      sql`update programmes set settings = jsonb_set(settings::jsonb, '{carrier}', ${JSON.stringify(carrier)}::jsonb)`;
    await own('kannel').execute(database.db);
    const { code, out } = await run('doctor', env);
    expect(code).toBe(1);
    expect(out).toMatch(/FAIL {2}carrier {5}kosovo sends by kannel, which is not configured\n +Set the variables/);
    expect(await examine({ DATABASE_URL: database.url })).toEqual(well);
    await own(null).execute(database.db);
    expect((await run('doctor', env)).code).toBe(0);
  });

  itWithRedis('looks at Redis where the queue is in it', async () => {
    const { code, out } = await run('doctor', { DATABASE_URL: database.url, REDIS_URL: testRedisUrl() ?? '' });
    expect(code).toBe(0);
    expect(out).toMatch(/ok {4}queue {7}Redis answers/);
  });

  it('says that a database or a Redis does not answer, and goes on', async () => {
    const env = {
      DATABASE_URL: 'postgres://majibu:hunter2@127.0.0.1:1/majibu',
      REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
    };
    expect(await examine(env)).toEqual({ settings: true, database: false, queue: false, carrier: true });
    const { out } = await run('doctor', env);
    expect(out.match(/ECONNREFUSED/g)).toHaveLength(2);
    expect(out).not.toContain('hunter2');
  });

  it('names every problem of the settings', async () => {
    const { code, out } = await run('doctor', { PORT: 'x', CARRIER: 'pigeon' });
    expect(code).toBe(1);
    expect(out.match(/^FAIL {2}settings/gm)).toHaveLength(2);
  });
});
