import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { findPostmaster } from '../../src/db/embedded/postmaster.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createLog } from '../../src/log.ts';
import { testServerUrl } from '../support/database.ts';
import { createRunFolder } from '../support/leftovers.ts';
import { databaseUrl, runOnServer } from '../support/templates.ts';

const log = createLog('silent');
let dataDir: string;

beforeEach(async () => {
  dataDir = await createRunFolder();
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('opens the embedded PostgreSQL at the latest schema, and stops it at once when it was the only user', async () => {
  const { db, close } = await openDatabase({ databaseUrl: undefined, dataDir }, log);
  expect(await db.selectFrom('grievances').select('id').execute()).toEqual([]);
  const closing = performance.now();
  await close();
  expect(await findPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
  // Its own pool's last connections must not pass for another user's, for which it would wait two seconds.
  expect(performance.now() - closing).toBeLessThan(2_000);
});

it('opens the database that is named, and leaves its server alone', async () => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(testServerUrl(), `create database ${name}`);
  const url = databaseUrl(testServerUrl(), name);
  const opened = await openDatabase({ databaseUrl: url, dataDir }, log);
  expect(opened.url).toBe(url);
  expect(await opened.db.selectFrom('grievances').select('id').execute()).toEqual([]);
  await opened.close();
  await runOnServer(testServerUrl(), `drop database ${name}`);
});

it('migrates without a limit of time, whatever the limits of the server and of the pool are', async () => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = databaseUrl(testServerUrl(), name);
  await runOnServer(testServerUrl(), `create database ${name}`);
  await runOnServer(testServerUrl(), `alter database ${name} set statement_timeout = '10s'`);
  await noteLimits(url);
  const opened = await openDatabase({ databaseUrl: url, dataDir }, log);
  const { rows } = await sql<{ limit: string }>`select distinct "limit" from limits`.execute(opened.db);
  expect(rows).toEqual([{ limit: '0' }]);
  const inPool = await sql`show statement_timeout`.execute(opened.db);
  expect(inPool.rows).toEqual([{ statement_timeout: '15s' }]);
  const patient = await opened.patiently((db) => sql`show statement_timeout`.execute(db));
  expect(patient.rows).toEqual([{ statement_timeout: '0' }]);
  await opened.close();
  await runOnServer(testServerUrl(), `drop database ${name}`);
});

/** From now on the table `limits` says under which limit of time each change of the schema was made. */
async function noteLimits(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table limits ("limit" text);
    create function note_limit() returns event_trigger language plpgsql as
      $$ begin insert into limits values (current_setting('statement_timeout')); end $$;
    create event trigger note_limit on ddl_command_end execute function note_limit()`);
  await client.end();
}
