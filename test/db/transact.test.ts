import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Transaction } from 'kysely';
import type { Database } from '../../src/db/schema.ts';
import { joining, transact } from '../../src/db/transact.ts';
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

it('is a part of a transaction under way: what fails in it takes back itself alone, with its wake-ups', async () => {
  const deps = { db: database.db, wake };
  await transact(deps, async (tx) => {
    const part = (name: string, fails: boolean) =>
      transact(joining(deps, tx), async (inner) => {
        await insertProgramme(inner.db, name);
        inner.wake('send-sms', name);
        if (fails) throw new Error('changed my mind');
      });
    await part('part kept', false);
    await expect(part('part failed', true)).rejects.toThrow('changed my mind');
    expect(given).toEqual([]);
    // Seen by nobody before the whole is committed.
    expect(await countProgrammes('part kept')).toBe(0);
  });
  expect(given).toEqual([['send-sms', 'part kept', undefined]]);
  expect([await countProgrammes('part kept'), await countProgrammes('part failed')]).toEqual([1, 0]);
});

it('keeps nothing of a part when the whole fails afterwards', async () => {
  const deps = { db: database.db, wake };
  const failing = transact(deps, async (tx) => {
    await transact(joining(deps, tx), async (inner) => {
      await insertProgramme(inner.db, 'part of a failure');
      inner.wake('send-sms', 'never');
    });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(given).toEqual([]);
  expect(await countProgrammes('part of a failure')).toBe(0);
});
