import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { type Connection, connect } from '../../src/db/connect.ts';
import { guardHistory, readHistoryGuard } from '../../src/db/history-guard.ts';
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts';
import type { Database } from '../../src/db/schema.ts';
import { createLog } from '../../src/log.ts';
import { JOBS } from '../../src/workers/jobs/index.ts';
import { openQueues } from '../../src/workers/queue.ts';
import { openHistory } from '../audit/chain.ts';
import { run } from '../cli/run.ts';
import { testServerUrl } from '../support/database.ts';
import { databaseUrl, runOnServer } from '../support/templates.ts';
import { insertPlace } from '../workers/stuck-rows.ts';

const log = createLog('silent');
const PROTECTED = ['grievance_events', 'event_links', 'changes'];

let name: string;
let opened: { close(): Promise<void> }[];
let roles: string[];

beforeEach(async () => {
  name = `test_${randomUUID().replaceAll('-', '')}`;
  opened = [];
  roles = [`${name}_app`];
  await runOnServer(testServerUrl(), `create database ${name} template majibu_template strategy file_copy`);
});
afterEach(async () => {
  for (const each of opened.reverse()) await each.close();
  await runOnServer(testServerUrl(), `drop database ${name} with (force)`);
  for (const role of roles.reverse()) await runOnServer(testServerUrl(), `drop role if exists ${role}`);
});

/** Makes the database anew, empty and hers; the address for her. */
async function createOwner(words = ''): Promise<string> {
  const url = await createUser('owner', words);
  await runOnServer(testServerUrl(), `drop database ${name}`);
  await runOnServer(testServerUrl(), `create database ${name} owner ${name}_owner`);
  return url;
}

/** Makes a user who may sign in, with these words behind `create role`; the address of the database for her. */
async function createUser(suffix: string, words = ''): Promise<string> {
  const user = `${name}_${suffix}`;
  roles.unshift(user);
  await runOnServer(testServerUrl(), `create role ${user} login password 'x' ${words}`);
  const url = new URL(databaseUrl(testServerUrl(), name));
  url.username = user;
  url.password = 'x';
  return url.href;
}

async function open(url = databaseUrl(testServerUrl(), name)): Promise<OpenDatabase> {
  const database = await openDatabase({ databaseUrl: url, dataDir: '/nowhere' }, log, 2);
  opened.push(database);
  return database;
}

function connectTo(url = databaseUrl(testServerUrl(), name)): Kysely<Database> {
  const connection: Connection = connect(url, 1);
  opened.push(connection);
  return connection.db;
}

async function fill(db: Kysely<Database>): Promise<void> {
  const place = await insertPlace(db);
  await (await openHistory(db, place)).add();
}

const workingAs = async (db: Kysely<Database>) =>
  (await sql<{ role: string; own: string }>`select current_user as role, session_user as own`.execute(db)).rows[0];

/** What the database answers to everything that would rewrite history. */
async function tryToRewrite(db: Kysely<Database>): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const table of PROTECTED.map((each) => sql.table(each))) {
    for (const statement of [
      sql`update ${table} set programme_id = programme_id`,
      sql`update ${table} set programme_id = programme_id where false`,
      sql`delete from ${table}`,
      sql`truncate ${table} cascade`,
      sql`alter table ${table} disable trigger all`,
      sql`drop trigger only_added_to on ${table}`,
      sql`drop table ${table} cascade`,
      sql`select * from ${table} for update`,
    ]) {
      answers.push(
        await statement.execute(db).then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      );
    }
  }
  return [...new Set(answers)];
}

describe('a gateway whose user owns the tables and may make roles', () => {
  it.each([
    ['a superuser', async () => databaseUrl(testServerUrl(), name)],
    ['an ordinary owner', () => createOwner('createrole')],
  ])('works as the role that may not rewrite history: %s', async (_name, urlOf) => {
    const url = await urlOf();
    const { db, patiently } = await open(url);
    expect(await workingAs(db)).toEqual({ role: `${name}_app`, own: new URL(url).username });
    expect(await patiently(workingAs)).toEqual(await workingAs(db));
    await fill(db);
    expect(await tryToRewrite(db)).toEqual(['42501']);
    expect(await sql`update kysely_migration set name = 'x'`.execute(db).catch(({ code }) => code)).toBe('42501');
    expect(await db.selectFrom('grievance_events').select('id').execute()).toHaveLength(1);
    expect((await run('doctor', { DATABASE_URL: url })).out).toContain(`ok    history`);
    // What a connection is reset to is the role, too.
    await sql`reset role`.execute(db);
    expect((await workingAs(db))?.role).toBe(`${name}_app`);
  });

  it('has its queue in PostgreSQL beside it', async () => {
    const url = await createOwner('createrole');
    await open(url);
    const queues = await openQueues({ redisUrl: undefined, databaseUrl: url, log, jobs: JOBS });
    await queues.ping();
    await queues.close();
  });

  it('is given what a later migration adds, and loses what it should not have', async () => {
    await open();
    const owner = connectTo();
    await sql`create table later (id integer)`.execute(owner);
    await sql`grant update on grievance_events to ${sql.id(`${name}_app`)}`.execute(owner);
    expect(await readHistoryGuard(owner)).toMatchObject({ isRoleReady: false, roleMayRewrite: true });
    const { db } = await open();
    await sql`insert into later values (1)`.execute(db);
    expect(await tryToRewrite(db)).toEqual(['42501']);
  });

  it('makes the role once when several start together', async () => {
    const databases = await Promise.all(Array.from({ length: 5 }, () => open()));
    for (const { db } of databases) expect((await workingAs(db))?.role).toBe(`${name}_app`);
  });

  it('copes with a database whose name has blanks and quotes in it', async () => {
    const odd = `${name} "a\\b' c`;
    const quoted = `"${odd.replaceAll('"', '""')}"`;
    await runOnServer(testServerUrl(), `create database ${quoted} template majibu_template strategy file_copy`);
    const url = databaseUrl(testServerUrl(), encodeURIComponent(odd));
    const database = await openDatabase({ databaseUrl: url, dataDir: '/nowhere' }, log, 2);
    expect((await workingAs(database.db))?.role).toBe(`${odd}_app`);
    await database.close();
    await runOnServer(testServerUrl(), `drop database ${quoted}`);
    await runOnServer(testServerUrl(), `drop role "${`${odd}_app`.replaceAll('"', '""')}"`);
  });

  it('changes nothing where nothing is to be done', async () => {
    await open();
    const owner = connectTo();
    await owner.transaction().execute(async (tx) => {
      await sql`set transaction read only`.execute(tx);
      expect(await guardHistory(tx)).toEqual({ role: `${name}_app`, isProtected: true });
    });
  });
});

describe('triggers', () => {
  it('refuse everybody, a superuser too', async () => {
    const { db } = await open();
    await fill(db);
    const superuser = connectTo();
    for (const table of PROTECTED.map((each) => sql.table(each))) {
      await expect(sql`update ${table} set programme_id = programme_id`.execute(superuser)).rejects.toThrow(
        'only ever added to',
      );
      await expect(sql`delete from ${table}`.execute(superuser)).rejects.toThrow('only ever added to');
      await expect(sql`truncate ${table} cascade`.execute(superuser)).rejects.toThrow('only ever added to');
    }
    await expect(sql`truncate grievances cascade`.execute(superuser)).rejects.toThrow('only ever added to');
    await sql`set session_replication_role = replica`.execute(superuser);
    await expect(sql`delete from grievance_events`.execute(superuser)).rejects.toThrow('only ever added to');
  });

  it('are missed by the doctor when they are switched off', async () => {
    await open();
    await sql`alter table changes disable trigger only_added_to`.execute(connectTo());
    const { out } = await run('doctor', { DATABASE_URL: databaseUrl(testServerUrl(), name) });
    expect(out).toMatch(/FAIL {2}history {5}its trigger is switched off or gone: changes\n/);
  });
});

describe('an owner who may not make roles', () => {
  it('works with triggers only, and the doctor says what to do, which helps', async () => {
    const url = await createOwner();
    const { db } = await open(url);
    expect((await workingAs(db))?.role).toBe(`${name}_owner`);
    await fill(db);
    await expect(sql`delete from grievance_events`.execute(db)).rejects.toThrow('only ever added to');
    const { out } = await run('doctor', { DATABASE_URL: url });
    const [, mend = ''] = /FAIL {2}history .*\n +As a superuser: (.*)\. Then/.exec(out) ?? [];
    expect(mend).toBe(`create role "${name}_app" nologin; grant "${name}_app" to "${name}_owner"`);
    await runOnServer(testServerUrl(), mend);
    const again = await open(url);
    expect((await workingAs(again.db))?.role).toBe(`${name}_app`);
    expect(await tryToRewrite(again.db)).toEqual(['42501']);
    expect((await run('doctor', { DATABASE_URL: url })).out).toContain('ok    history');
  });

  it('is never taken for the role, though she has its name', async () => {
    const user = `${name}_app`;
    await runOnServer(testServerUrl(), `create role ${user} login password 'x' createrole`);
    await runOnServer(testServerUrl(), `drop database ${name}`);
    await runOnServer(testServerUrl(), `create database ${name} owner ${user}`);
    const url = new URL(databaseUrl(testServerUrl(), name));
    url.username = user;
    url.password = 'x';
    const { db } = await open(url.href);
    await fill(db);
    expect((await run('doctor', { DATABASE_URL: url.href })).out).toContain('FAIL  history');
  });
});

describe('a user who owns nothing and is a member of the role', () => {
  it('works as herself, once the owner has migrated', async () => {
    // As docs/running.md says.
    const owner = await createOwner();
    const url = await createUser('gateway');
    await runOnServer(testServerUrl(), `create role ${name}_app nologin`);
    await runOnServer(testServerUrl(), `grant ${name}_app to ${name}_owner, ${name}_gateway`);
    await runOnServer(testServerUrl(), `grant create on database ${name} to ${name}_gateway`);
    await expect(open(url)).rejects.toMatchObject({ message: expect.stringContaining('majibu migrate') });
    expect(await run('migrate', { DATABASE_URL: owner })).toMatchObject({ code: 0, err: '' });
    const { db } = await open(url);
    expect(await workingAs(db)).toEqual({ role: `${name}_gateway`, own: `${name}_gateway` });
    await fill(db);
    expect(await tryToRewrite(db)).toEqual(['42501']);
    const queues = await openQueues({ redisUrl: undefined, databaseUrl: url, log, jobs: JOBS });
    await queues.ping();
    await queues.close();
    expect((await run('doctor', { DATABASE_URL: url })).out).toContain(
      `by the database's own rights (as ${name}_gateway)`,
    );
  });
});
