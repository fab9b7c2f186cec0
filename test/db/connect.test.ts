import { afterEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { type Connection, connect, NO_LIMITS, type TimeLimits } from '../../src/db/connect.ts';
import { testServerUrl } from '../support/database.ts';
import { type BreakableLink, createBreakableLink } from '../workers/breakable-link.ts';

const opened: (Connection | BreakableLink)[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

function open(url: string, limits?: TimeLimits): Connection['db'] {
  const connection = connect(url, 1, limits);
  opened.push(connection);
  return connection.db;
}

async function openLink(): Promise<BreakableLink> {
  const link = await createBreakableLink(testServerUrl());
  opened.push(link);
  return link;
}

it('fails what a silent network swallows, within the time, and does not hand its connection on', async () => {
  const link = await openLink();
  const db = open(link.url, { statementMs: 0, silenceMs: 150 });
  const rows = await db
    .transaction()
    .execute(async (tx) => {
      await sql`select 1`.execute(tx);
      link.silence();
      return sql`select 2`.execute(tx);
    })
    .catch(() => 'failed');
  expect(rows).toBe('failed');
  link.mend();
  // One connection at most: were it still the silent one, this would fail too.
  expect((await sql`select 3 as number`.execute(db)).rows).toEqual([{ number: 3 }]);
});

it('outlives a connection that is lost between two statements', async () => {
  const link = await openLink();
  const db = open(link.url);
  const lost = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    const other = open(testServerUrl());
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
    await sql`select pg_sleep(0.1)`.execute(other);
    return sql`select 1`.execute(tx);
  });
  await expect(lost).rejects.toThrow();
  expect((await sql`select 3 as number`.execute(db)).rows).toEqual([{ number: 3 }]);
});

it('lets the server end a statement that runs too long', async () => {
  const db = open(testServerUrl(), { statementMs: 50, silenceMs: 10_000 });
  await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({ code: '57014' });
  expect((await sql`select 1 as number`.execute(db)).rows).toEqual([{ number: 1 }]);
});

it.each([
  ['15 s unless told', undefined, '15s'],
  ['none for what may take minutes', NO_LIMITS, '0'],
])('has a limit for statements: %s', async (_name, limits, expected) => {
  const db = open(testServerUrl(), limits);
  expect((await sql`show statement_timeout`.execute(db)).rows).toEqual([{ statement_timeout: expected }]);
});
