import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { readAreaFigures } from '../../src/db/area-figures.ts';
import type { Deps } from '../../src/deps.ts';
import { countAreasJob } from '../../src/workers/jobs/count-areas.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyTables } from '../support/rewrite-history.ts';
import { insertGrievance, insertPlace, type Place } from './stuck-rows.ts';

const NOW = new Date('2026-11-23T06:30:00Z');

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database.db);
});
beforeEach(() => emptyTables(database.db, ['grievances', 'area_figures']));
afterAll(() => database.close());

/** Runs the job for a programme so many minutes after `NOW`. */
function countAt(minutes: number, programmeId = place.programmeId): Promise<void> {
  const now = new Date(NOW.getTime() + minutes * 60_000);
  return countAreasJob.run({ db: database.db, now: () => now } as Deps, programmeId);
}

const figures = () => readAreaFigures(database.db, [place.areaId]);
const file = (filedAt: string) =>
  insertGrievance(database.db, place, { status: 'routed', filed_at: new Date(filedAt) });

it('counts the last twelve months, and not again within the hour', async () => {
  await file('2025-11-23T06:30:00Z');
  await file('2025-11-23T06:29:59Z');
  await countAt(0);
  expect(await figures()).toMatchObject([{ received: 1, counted_from: new Date('2025-11-23T06:30:00Z') }]);
  await file('2026-11-23T06:30:00Z');
  await countAt(59);
  expect(await figures()).toMatchObject([{ received: 1, counted_at: NOW }]);
  await countAt(60);
  // The oldest has left the twelve months, the newest has come.
  expect(await figures()).toMatchObject([{ received: 1, counted_at: new Date('2026-11-23T07:30:00Z') }]);
});

/** The counts that a sweep wakes so many minutes after `NOW`. */
async function sweptAt(minutes: number): Promise<string[]> {
  const woken: string[] = [];
  const wake: Deps['wake'] = (job, id, options) => {
    if (job !== 'count-areas') return;
    expect(options).toEqual({ skipIfWaiting: true });
    woken.push(id);
  };
  const now = new Date(NOW.getTime() + minutes * 60_000);
  await sweep({ db: database.db, now: () => now, wake, programmes: NO_PROGRAMMES });
  return woken;
}

const NO_PROGRAMMES: Deps['programmes'] = {
  all: () => [],
  byName: () => undefined,
  byId: () => undefined,
  byUssdCode: () => undefined,
  byShortCode: () => undefined,
  reload: async () => undefined,
};

it('is woken by the sweep for a programme that was never counted, and when an hour has passed', async () => {
  expect(await sweptAt(0)).toEqual([place.programmeId]);
  await countAt(0);
  expect(await sweptAt(59)).toEqual([]);
  expect(await sweptAt(60)).toEqual([place.programmeId]);
});

it('is harmless twice, at once, and for a programme that is gone', async () => {
  await file('2026-11-01T00:00:00Z');
  await Promise.all([countAt(0), countAt(0), countAt(1)]);
  await countAt(2, uuid());
  expect(await figures()).toMatchObject([{ received: 1 }]);
});
