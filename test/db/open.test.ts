import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
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
