import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { applyUnmatchedReport, type Report } from '../../src/db/delivery-reports.ts';
import { indexPhone } from '../../src/phone.ts';
import { createStage, messageOf, PHONE, queueSms } from '../sms/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('applyUnmatchedReport', () => {
  it('leaves a row to the report that had it first, also when it had to wait for it', async () => {
    const stage = createStage(database.db);
    const id = await queueSms(stage, { state: 'unknown', attempts: 1, claimed_at: stage.now() });
    const report = (carrierMessageId: string): Report => ({
      carrier: 'simulator',
      carrierMessageId,
      phoneIndexes: [indexPhone(stage.config.indexKey, PHONE)],
      state: 'accepted',
      word: 'Sent',
      reason: null,
      now: stage.now(),
    });
    const since = new Date(0);
    const second = await database.db.transaction().execute(async (tx) => {
      expect(await applyUnmatchedReport(tx, report('first'), since)).toBe(id);
      const waiting = applyUnmatchedReport(database.db, report('second'), since);
      await somebodyWaitsForALock();
      return { waiting };
    });
    expect(await second.waiting).toBeUndefined();
    expect((await messageOf(database.db, id)).carrier_message_id).toBe('first');
  });
});

async function somebodyWaitsForALock(): Promise<void> {
  const waiting = sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await waiting.execute(database.db)).rows[0]?.n === 0) await new Promise(setImmediate);
}
