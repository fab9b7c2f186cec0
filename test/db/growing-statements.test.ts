import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { countPeopleServed } from '../../src/db/people-served.ts';
import type { Database } from '../../src/db/schema.ts';
import { countRatings } from '../../src/db/snapshots.ts';
import { createLog } from '../../src/log.ts';
import { makeReport } from '../../src/reports/make-report.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// Statements that look at a whole history have an index that serves them: with it they stay far below the limit of 15 s.

const NOW = new Date('2026-11-23T06:30:00Z');

let database: TestDatabase;
let pool: pg.Pool;
let db: Kysely<Database>;
let programme: Programme;
const seen: CompiledQuery[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
  // As if the table were large: there is not enough in it to be worth an index.
  pool = new pg.Pool({ connectionString: database.url, max: 2, options: '-c enable_seqscan=off' });
  db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void seen.push(query) });
  const programmes = await openProgrammes(database.db, createLog('silent'), { pollMs: null });
  const found = programmes.byName('kenya-coast');
  programmes.close();
  if (!found) throw new Error('no programme');
  programme = found;
  await fill();
});
afterAll(async () => {
  await db.destroy();
  await database.close();
});

/** Two thousand reports, half of them answered, of two hundred people, and as many ratings. */
async function fill(): Promise<void> {
  const { id } = programme;
  const [area, category, unit] = [
    programme.root.id,
    [...programme.categories.values()].find(({ stream }) => stream === 'ordinary')?.id,
    [...programme.units.values()][0]?.id,
  ];
  await sql`
    insert into citizens (id, programme_id, phone_sealed, phone_index, created_at)
    select gen_random_uuid(), ${id}, '\\x00', int4send(n), ${NOW} from generate_series(1, 200) as n`.execute(db);
  await sql`
    insert into grievances (id, reference, programme_id, kind, stream, category_id, area_id, status, channel, language, text,
      source, citizen_id, filed_at, first_answered_at)
    select gen_random_uuid(), (10000000 + n * 200 + get_byte(phone_index, 3))::text, ${id}, 'complaint', 'ordinary', ${category},
      ${area}, 'filed', 'sms', 'en', 'No water', 'grown-' || n || '-' || citizens.id, citizens.id,
      ${NOW}::timestamptz - n * interval '30 days', case when n % 2 = 0 then ${NOW}::timestamptz end
    from citizens, generate_series(1, 10) as n`.execute(db);
  await sql`
    insert into ratings (id, programme_id, unit_id, citizen_id, score, language, channel, rated_on, created_at, answers)
    select gen_random_uuid(), ${id}, ${unit}, id, 4, 'en', 'sms', ${NOW}::date - n * 30, ${NOW}, '{}'
    from citizens, generate_series(1, 10) as n`.execute(db);
  await sql`vacuum analyze grievances, ratings, citizens`.execute(db);
}

/** How the statements of `work` that hold some words are carried out. */
async function plansOf(words: string, work: () => Promise<unknown>): Promise<string[]> {
  seen.length = 0;
  await work();
  const found = seen.filter(({ sql: text }) => text.includes(words));
  const plans: string[] = [];
  for (const { sql: text, parameters } of found) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...parameters]);
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans;
}

const SERVED = /Index Only Scan using grievances_served/;

it('finds who has had an answer by an index alone: for the day, and for the report of a year', async () => {
  const counted = await plansOf('distinct citizen_id', () => countPeopleServed(db, programme.id, NOW));
  expect(counted).toEqual([expect.stringMatching(SERVED)]);
  const asked = { programme, language: 'en' as const, year: 2026, now: NOW };
  const reported = await plansOf('distinct citizen_id', () => makeReport(db, asked));
  expect(reported).toEqual([expect.stringMatching(SERVED)]);
});

it('finds the ratings of a month by an index', async () => {
  const month = { programmeId: programme.id, timeZone: 'Africa/Nairobi', from: '2026-09-01', to: '2026-10-01' };
  const plans = await plansOf('insert into rating_counts', () => countRatings(db, month));
  expect(plans).toEqual([expect.stringMatching(/ratings_by_day/)]);
});
