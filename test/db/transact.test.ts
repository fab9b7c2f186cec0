import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Transaction } from 'kysely';
import type { Database } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import type { Wake } from '../../src/workers/job-names.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let given: Parameters<Wake>[];
const wake: Wake = (...wakeUp) => given.push(wakeUp);

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

beforeEach(() => {
  given = [];
});

async function insertProgramme(db: Transaction<Database>, name: string): Promise<string> {
  const id = randomUUID();
  const loaded_at = new Date('2026-01-01T00:00:00Z');
  await db
    .insertInto('programmes')
    .values({ id, name, settings: '{}', checksum: 'none', revision: 1, loaded_at })
    .execute();
  return id;
}

/** What other connections see. */
async function countProgrammes(name: string): Promise<number> {
  return (await database.db.selectFrom('programmes').select('id').where('name', '=', name).execute()).length;
}

it('gives wake-ups in order once the rows are there, and answers what the work answered', async () => {
  const answer = await transact({ db: database.db, wake }, async (tx) => {
    await insertProgramme(tx.db, 'kept');
    tx.wake('route-grievance', 'first');
    tx.wake('send-sms', 'second', { priority: 1 });
    expect(given).toEqual([]);
    expect(await countProgrammes('kept')).toBe(0);
    return 'answer';
  });
  expect(answer).toBe('answer');
  expect(given).toEqual([
    ['route-grievance', 'first', undefined],
    ['send-sms', 'second', { priority: 1 }],
  ]);
  expect(await countProgrammes('kept')).toBe(1);
});

it('gives no wake-up and keeps no row when the work fails', async () => {
  const failing = transact({ db: database.db, wake }, async (tx) => {
    await insertProgramme(tx.db, 'failed');
    tx.wake('route-grievance', 'never');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(given).toEqual([]);
  expect(await countProgrammes('failed')).toBe(0);
});

it('gives no wake-up when it is the commit that fails', async () => {
  const failing = transact({ db: database.db, wake }, async (tx) => {
    const programme_id = await insertProgramme(tx.db, 'not committed');
    const area = { id: randomUUID(), programme_id, code: 'a', level: 'ward', names: '{}', aliases: [], position: 1 };
    await tx.db.insertInto('areas').values(area).execute();
    // The office above is looked for at the commit: offices of a programme may be loaded in any order.
    const office = { id: randomUUID(), programme_id, code: 'o', kind: 'k', area_id: area.id, names: '{}' };
    await tx.db
      .insertInto('offices')
      .values({ ...office, parent_id: randomUUID() })
      .execute();
    tx.wake('route-grievance', 'never');
  });
  await expect(failing).rejects.toMatchObject({ constraint: 'offices_parent_fk' });
  expect(given).toEqual([]);
  expect(await countProgrammes('not committed')).toBe(0);
});
