import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Migrator, sql } from 'kysely';
import { NIL } from 'uuid';
import { migrate } from '../../src/db/migrate.ts';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { readFigures } from '../../src/db/read-figures.ts';
import { type EmptyDatabase, openEmptyDatabase } from '../support/empty-database.ts';

const HELD = [
  [0, 1],
  [7, 127],
  [8, 128],
  [60, 16_383],
  [61, 16_384],
  [99, 2_097_151],
  [127, 2_097_152],
] as const;
const BEFORE = '20261123T0250-add-watch';

let connection: EmptyDatabase;
beforeEach(async () => {
  connection = await openEmptyDatabase();
});
afterEach(() => connection.close());

it('keeps sums with their times where they were counted before they stood together', async () => {
  const { db } = connection;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateTo(BEFORE);
  expect(error).toBeUndefined();
  const programmeId = randomUUID();
  const office = randomUUID();
  const cell = sql`${programmeId}::uuid, 'office', '2026-10-01'::date, ${office}::uuid, ${NIL}::uuid, ${NIL}::uuid, false`;
  await sql`insert into rollups values (${cell}, 5, 3, 2, 0, 1, 0, 1, 0, 0, 4)`.execute(db);
  // Six bytes a bucket; of the other metrics there are none.
  const packed = Buffer.alloc(HELD.length * 6);
  for (const [at, [bucket, count]] of HELD.entries()) {
    packed.writeInt16BE(bucket, at * 6);
    packed.writeInt32BE(count, at * 6 + 2);
  }
  await sql`insert into rollup_times values (${cell}, 'answer_worked', ${packed})`.execute(db);
  await sql`
    insert into charges (programme_id, month, holder, office_id, turns, elapsed_minutes, worked_minutes)
    values (${programmeId}, '2026-10-01', 'office', ${office}, 1, 60, 30)`.execute(db);

  await migrate(db);

  const metrics = ['answer_worked', 'resolve_worked'] as const;
  const query = { programmeId, kind: 'office', from: '2026-10-01', to: '2026-11-01', withAbout: false } as const;
  const [sum, ...others] = await readFigures(db, { ...query, metrics });
  expect(others).toEqual([]);
  expect(sum).toMatchObject({ officeId: office, received: 5, answered: 3, resolved: 2, late: 1, joiners: 4 });
  const times = Array.from(sum?.times.answer_worked ?? []).flatMap((count, bucket) =>
    count > 0 ? [[bucket, count]] : [],
  );
  expect(times).toEqual(HELD);
  expect(sum?.times.resolve_worked).toBeUndefined();
  // Turns are charged anew: whose they are about was not kept.
  expect(await db.selectFrom('charges').selectAll().execute()).toEqual([]);
});
