import { randomUUID } from 'node:crypto';
import { type Connection, connect } from '../../src/db/connect.ts';
import { testServerUrl } from './database.ts';
import { databaseUrl, runOnServer } from './templates.ts';

/** A database with nothing in it, not even tables: for tests of migrations. */
export interface EmptyDatabase extends Connection {
  readonly url: string;
}

/** Makes one; `close` takes it away again. */
export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(testServerUrl(), `create database ${name}`);
  const url = databaseUrl(testServerUrl(), name);
  const { db, close } = connect(url);
  return {
    db,
    url,
    close: async () => {
      await close();
      await runOnServer(testServerUrl(), `drop database ${name} with (force)`);
    },
  };
}
