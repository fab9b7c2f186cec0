import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/schema.ts';
import { databaseUrl, runOnServer } from './templates.ts';

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string;
  readonly db: Kysely<Database>;
  /** Ends the pool and drops the database, also if something is still connected to it. */
  close(): Promise<void>;
}

/**
 * Clones a template (35-60 ms): call it in `beforeAll`, and `close` in `afterAll`.
 *
 * @param options.template a name of `TEMPLATES` in `templates.ts`; `majibu_template`, the bare schema, unless told
 */
export async function createTestDatabase(options: { template?: string } = {}): Promise<TestDatabase> {
  const serverUrl = testServerUrl();
  const template = options.template ?? 'majibu_template';
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(serverUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = databaseUrl(serverUrl, name);
  const { db, close } = connect(url);
  return {
    url,
    db,
    close: async () => {
      await close();
      await runOnServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** The PostgreSQL server of this test run, for the few tests that make their own databases on it. */
export function testServerUrl(): string {
  const url = process.env.TEST_SERVER_URL;
  if (url === undefined) throw new Error('The global setup of Jest did not run.');
  return url;
}
