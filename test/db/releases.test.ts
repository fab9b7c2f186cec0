import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { readCounted } from '../../src/db/releases.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const PROGRAMME = uuidv7();
const MONTHS = 24;
const A_MONTH = 500;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`
    insert into counted (grievance_id, programme_id, month, office_id, area_id, category_id, is_about,
      answered, resolved, rejected, late, escalated, confirmed, disputed, silent, joiners)
    select gen_random_uuid(), ${PROGRAMME}::uuid, '2025-01-01'::date + number % ${MONTHS}::integer * interval '1 month',
      ${uuidv7()}::uuid, ${uuidv7()}::uuid, ${uuidv7()}::uuid, number < 10 * ${MONTHS}::integer, 1, 0, 0, 0, 0, 0, 0, 0, 0
    from generate_series(0, ${MONTHS * A_MONTH - 1}::integer) as number`.execute(database.db);
  await sql`analyze counted`.execute(database.db);
});
afterAll(() => database.close());

it('what a release is made of is read of its month, without a look at the others', async () => {
  const { rows, scans } = await database.db.transaction().execute(async (tx) => {
    const found = await readCounted(tx, PROGRAMME, '2026-03-01');
    const looks = await sql<{ all: number; byIndex: number }>`
      select seq_scan::integer as all, idx_scan::integer as "byIndex"
      from pg_stat_xact_user_tables where relname = 'counted'`.execute(tx);
    return { rows: found, scans: looks.rows };
  });
  // Ten of each month are about an office.
  expect(rows).toMatchObject([{ received: A_MONTH - 10, answered: A_MONTH - 10, resolved: 0 }]);
  expect(scans).toEqual([{ all: 0, byIndex: 1 }]);
});
