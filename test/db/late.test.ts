import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { isOverdueNow } from '../../src/db/late.ts';
import type { GrievanceStatus } from '../../src/db/schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-23T06:30:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

interface Row {
  readonly status?: GrievanceStatus;
  readonly respond_by?: Date;
  readonly resolve_by?: Date;
  readonly first_answered_at?: Date;
  readonly missed_at?: Date;
}

async function isLate({ status = 'routed', ...row }: Row): Promise<boolean> {
  const at = (moment: Date | undefined) => sql`${moment ?? null}::timestamptz`;
  const { rows } = await sql<{ late: boolean | null }>`
    select ${isOverdueNow(NOW)} as late
    from (select ${status}::text as status, ${at(row.respond_by)} as respond_by, ${at(row.resolve_by)} as resolve_by,
      ${at(row.first_answered_at)} as first_answered_at, ${at(row.missed_at)} as missed_at) as one`.execute(
    database.db,
  );
  return rows[0]?.late === true;
}

describe('a report is late now', () => {
  it.each<[string, Row, boolean]>([
    ['no answer, and its time has passed', { respond_by: ago(1) }, true],
    ['its time is now', { respond_by: NOW }, true],
    ['its time is to come', { respond_by: ago(-1) }, false],
    ['answered in time', { respond_by: ago(10), first_answered_at: ago(20), resolve_by: ago(-10) }, false],
    [
      'answered late, so no longer late',
      { respond_by: ago(20), first_answered_at: ago(10), missed_at: ago(20) },
      false,
    ],
    ['moved up the ladder, with a new date', { respond_by: ago(-50), missed_at: ago(10) }, true],
    ['not resolved, and its time has passed', { first_answered_at: ago(50), resolve_by: ago(1) }, true],
    ['not resolved, moved up since', { first_answered_at: ago(50), missed_at: ago(10), resolve_by: ago(-9) }, true],
    ['in triage', { status: 'filed', respond_by: ago(1) }, true],
    ['waiting for the citizen', { status: 'awaiting_citizen', respond_by: ago(1) }, false],
    ['resolved late', { status: 'resolved', resolve_by: ago(9), missed_at: ago(9) }, false],
  ])('%s', async (_name, row, expected) => {
    expect(await isLate(row)).toBe(expected);
  });
});
