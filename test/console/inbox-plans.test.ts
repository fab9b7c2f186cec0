import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { fillGrievances } from '../../bench/fill-grievances.ts';
import type { AccountCaller } from '../../src/accounts/caller.ts';
import { inboxQuery } from '../../src/console/inbox/inbox-query.ts';
import { readInbox } from '../../src/console/inbox/read-inbox.ts';
import type { Database } from '../../src/db/schema.ts';
import { createLog } from '../../src/log.ts';
import type { Programmes } from '../../src/routing/programme.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const OFFICE = 'water_company@KE.001';

let database: TestDatabase;
let programmes: Programmes & { close(): void };
let pool: pg.Pool;
const asked: CompiledQuery[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
  programmes = await openProgrammes(database.db, createLog('warn'), { pollMs: null });
  pool = new pg.Pool({ connectionString: database.url });
  // Its last connection may still be closing when the database goes away.
  pool.on('error', () => undefined);
  const programme = programmes.byName('kenya-coast');
  const officeId = programme?.offices.get(OFFICE)?.id;
  if (!programme || officeId === undefined) throw new Error(`no office ${OFFICE}`);
  await fillGrievances(database.db, { programme, officeId, ofOffice: 200, count: 20_000 });
});
afterAll(async () => {
  await pool?.end();
  programmes?.close();
  await database?.close();
});

/** How PostgreSQL goes about each query of a page of the inbox. */
async function plansOf(role: 'official' | 'supervisor', address: string): Promise<string[]> {
  const programme = programmes.byName('kenya-coast');
  if (!programme) throw new Error('no programme');
  const caller: AccountCaller = {
    ...{ id: uuidv7(), role, programme, stream: null, channel: 'console', language: 'en', name: '', signIn: '' },
    office: role === 'official' ? (programme.offices.get(OFFICE) ?? null) : null,
    area: role === 'supervisor' ? (programme.areas.get('KE.001.001') ?? null) : null,
  };
  asked.length = 0;
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      asked.push(query);
    },
  });
  await readInbox(
    { db, now: () => new Date() },
    caller,
    inboxQuery.parse(Object.fromEntries(new URLSearchParams(address))),
  );
  const plans: string[] = [];
  for (const { sql, parameters } of asked) {
    const { rows } = await pool.query(`explain ${sql}`, [...parameters]);
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans;
}

describe('how the inbox is read', () => {
  it.each([
    ['official', '', ['grievances_inbox']],
    ['official', 'view=overdue', ['grievances_inbox']],
    ['official', 'view=waiting', ['grievances_inbox']],
    ['official', 'category=WATER.LEAK', ['grievances_inbox']],
    ['official', 'q=12345', ['grievances_inbox', 'grievances_words']],
    ['official', 'q=12345&scope=all', ['grievances_words']],
    ['supervisor', '', ['grievances_open_in_area']],
    ['supervisor', 'q=12345&scope=all', ['grievances_words']],
  ] as const)('by the indexes that are there for it, for the role %s at "%s"', async (role, address, indexes) => {
    const plans = (await plansOf(role, address)).join('\n');
    expect(plans).not.toMatch(/Seq Scan on grievances/);
    for (const index of indexes) expect(plans).toContain(index);
  });
});
