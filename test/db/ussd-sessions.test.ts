import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { deleteOldSessions, saveSessions } from '../../src/db/ussd-sessions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-23T06:30:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const programmeId = uuidv7();

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.db
    .insertInto('programmes')
    .values({ id: programmeId, name: 'a', settings: '{}', checksum: '', revision: 1, loaded_at: NOW })
    .execute();
});
afterAll(() => database.close());

const callAt = (id: string, now: Date) => ({
  id,
  programmeId,
  phoneIndex: Buffer.from(id),
  serviceCode: '*384*1#',
  transcript: '',
  state: {},
  screenText: '',
  turns: 1,
  isEnded: true,
  now,
});

describe('deleteOldSessions', () => {
  it('deletes what is needed no more, so many of each at a time, and leaves what somebody holds to the next time', async () => {
    const { db } = database;
    await saveSessions(db, [
      ...['old-1', 'old-2', 'old-3'].map((id) => callAt(id, hoursAgo(25))),
      ...['done-1', 'done-2', 'young'].map((id) => callAt(id, hoursAgo(2))),
    ]);
    await sql`update ussd_sessions set forget_at = ${hoursAgo(1)} where id like 'done%'`.execute(db);
    const forget = (limit: number) => deleteOldSessions(db, { now: NOW, before: hoursAgo(24) }, limit);
    const ids = async () =>
      (await db.selectFrom('ussd_sessions').select('id').orderBy('id').execute()).map(({ id }) => id);
    const deleted = await db.transaction().execute(async (other) => {
      await sql`select from ussd_sessions where id in ('old-1', 'done-1') for update`.execute(other);
      return forget(10);
    });
    expect([deleted, await ids()]).toEqual([3, ['done-1', 'old-1', 'young']]);
    expect([await forget(1), await ids()]).toEqual([2, ['young']]);
  });
});
