import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Insertable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { countAreaFigures, lastCounted, listUncounted, readAreaFigures } from '../../src/db/area-figures.ts';
import { GRIEVANCE_STATUSES, type GrievancesTable } from '../../src/db/schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createRandom, pick } from '../support/random.ts';
import { emptyTables } from '../support/rewrite-history.ts';

const NOW = new Date('2026-11-23T06:30:00Z');
const FROM = new Date('2025-11-23T06:30:00Z');
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);

type Row = Insertable<GrievancesTable>;

let database: TestDatabase;
let kenya: Tree;
let kosovo: Tree;
beforeAll(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
  kenya = await readTree('kenya-coast');
  kosovo = await readTree('kosovo');
});
beforeEach(() => emptyTables(database.db, ['grievances', 'area_figures']));
afterAll(() => database.close());

/** The areas of a programme as the database has them, and a category for its reports. */
interface Tree {
  readonly programmeId: string;
  readonly categoryId: string;
  readonly officeId: string;
  readonly areas: readonly { id: string; parent_id: string | null }[];
  readonly leaves: readonly string[];
}

async function readTree(name: string): Promise<Tree> {
  const { db } = database;
  const { id } = await db.selectFrom('programmes').select('id').where('name', '=', name).executeTakeFirstOrThrow();
  const areas = await db.selectFrom('areas').select(['id', 'parent_id']).where('programme_id', '=', id).execute();
  const category = await db
    .selectFrom('categories')
    .select('id')
    .where('programme_id', '=', id)
    .executeTakeFirstOrThrow();
  const office = await db.selectFrom('offices').select('id').where('programme_id', '=', id).executeTakeFirstOrThrow();
  const parents = new Set(areas.map(({ parent_id }) => parent_id));
  const leaves = areas.map((area) => area.id).filter((area) => !parents.has(area));
  return { programmeId: id, categoryId: category.id, officeId: office.id, areas, leaves };
}

let serial = 10_000_000;
function grievance({ programmeId, categoryId, leaves }: Tree, row: Partial<Row> = {}): Row {
  const id = uuid();
  serial += 1;
  return {
    id,
    reference: String(serial),
    programme_id: programmeId,
    kind: 'complaint',
    stream: 'ordinary',
    category_id: categoryId,
    area_id: leaves[0] ?? '',
    channel: 'ussd',
    language: 'en',
    text: 'No water',
    source: `test-${id}`,
    status: 'routed',
    filed_at: ago(100),
    ...row,
  };
}

async function insert(rows: readonly Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    await database.db
      .insertInto('grievances')
      .values(rows.slice(at, at + 500))
      .execute();
  }
}

const count = (tree: Tree, now = NOW) => countAreaFigures(database.db, tree.programmeId, { from: FROM, now });

async function figuresOf(areaId: string) {
  const [row] = await readAreaFigures(database.db, [areaId]);
  return row;
}

/** An area and those around it. */
function chain({ areas }: Tree, areaId: string): string[] {
  const area = areas.find(({ id }) => id === areaId);
  return area ? [area.id, ...(area.parent_id === null ? [] : chain({ areas } as Tree, area.parent_id))] : [];
}

/** The same figures by another way: one report after the other, in JavaScript. */
function expected(tree: Tree, rows: readonly Row[], areaId: string) {
  const filed = (row: Row) => new Date(row.filed_at as Date).getTime();
  const counted = rows.filter(
    (row) =>
      row.programme_id === tree.programmeId &&
      row.stream === 'ordinary' &&
      !row.about_office_id &&
      filed(row) >= FROM.getTime() &&
      filed(row) <= NOW.getTime() &&
      chain(tree, row.area_id).includes(areaId),
  );
  const waits = counted
    .flatMap((row) => (row.first_answered_at ? [(row.first_answered_at as Date).getTime() - filed(row)] : []))
    .map((ms) => (ms < 2 * HOUR_MS ? Math.ceil(ms / 60_000) : Math.ceil(ms / HOUR_MS) * 60))
    .sort((one, other) => one - other);
  return {
    received: counted.length,
    answered: waits.length,
    resolved: counted.filter((row) => row.resolved_at).length,
    confirmed: counted.filter(({ outcome }) => outcome === 'confirmed').length,
    overdue: counted.filter(isLate).length,
    median_answer_minutes: waits[Math.ceil(waits.length / 2) - 1] ?? null,
  };
}

function isLate(row: Row): boolean {
  if (!['filed', 'routed', 'acknowledged'].includes(row.status ?? '')) return false;
  const passed = (at: unknown) => at instanceof Date && at.getTime() <= NOW.getTime();
  if (passed(row.resolve_by)) return true;
  if (!row.first_answered_at) return passed(row.respond_by) || row.missed_at instanceof Date;
  return row.missed_at instanceof Date && row.missed_at > (row.first_answered_at as Date);
}

describe('figures of an area', () => {
  it('are those of another calculation, for every area of a tree of thousands of reports', async () => {
    const random = createRandom(7);
    const some = <T>(value: T) => (random(2) === 0 ? value : null);
    const rows = Array.from({ length: 3_000 }, () => {
      const tree = random(10) === 0 ? kosovo : kenya;
      const filedAgo = random(9_000);
      const later = (most: number) => new Date(ago(filedAgo).getTime() + random(most * 60) * 60_000);
      return grievance(tree, {
        // Few wards, so that some have many and most have none; and some reports are about a larger place.
        area_id: random(20) === 0 ? pick(random, [...tree.areas]).id : (tree.leaves[random(8)] ?? ''),
        stream: pick(random, ['ordinary', 'ordinary', 'ordinary', 'integrity', 'child']),
        about_office_id: random(5) === 0 ? tree.officeId : null,
        status: pick(random, [...GRIEVANCE_STATUSES]),
        outcome: pick(random, ['confirmed', 'disputed', null]),
        filed_at: ago(filedAgo),
        respond_by: some(later(100)),
        resolve_by: some(later(400)),
        first_answered_at: some(later(pick(random, [1, 3, 300]))),
        resolved_at: some(later(500)),
        missed_at: some(later(300)),
      });
    });
    await insert(rows);
    await count(kenya);
    await count(kosovo);
    for (const tree of [kenya, kosovo]) {
      const counted = await readAreaFigures(
        database.db,
        tree.areas.map(({ id }) => id),
      );
      expect(counted).toHaveLength(tree.areas.length);
      for (const { area_id, programme_id, counted_from, counted_at, ...figures } of counted) {
        expect({ area_id, ...figures }).toEqual({ area_id, ...expected(tree, rows, area_id) });
        expect({ programme_id, counted_from, counted_at }).toEqual({
          programme_id: tree.programmeId,
          counted_from: FROM,
          counted_at: NOW,
        });
      }
    }
  });

  it('count no sealed report, whatever its stream', async () => {
    const sealed = (['integrity', 'protection', 'child'] as const).map((stream) => grievance(kenya, { stream }));
    await insert([grievance(kenya), ...sealed]);
    await count(kenya);
    const figures = await readAreaFigures(
      database.db,
      kenya.areas.map(({ id }) => id),
    );
    expect(Math.max(...figures.map(({ received }) => received))).toBe(1);
  });

  it('count a report on the first and on the last moment, and none outside them', async () => {
    const at = (filed_at: Date) => grievance(kenya, { filed_at });
    await insert([at(FROM), at(NOW), at(new Date(FROM.getTime() - 1)), at(new Date(NOW.getTime() + 1))]);
    await count(kenya);
    expect(await figuresOf(kenya.leaves[0] ?? '')).toMatchObject({ received: 2 });
  });

  it.each([
    ['an answer within the minute', [0.5], 1],
    ['the lower of two', [20, 90], 20],
    ['the middle of three, to the minute', [1, 119, 7000], 119],
    ['from two hours on whole hours, rounded up', [120.5], 180],
    ['just two hours', [120], 120],
    ['no answer at all', [], null],
  ])('have a median that half were answered within: %s', async (_name, minutes, median) => {
    const answered = minutes.map((wait) =>
      grievance(kenya, { first_answered_at: new Date(ago(100).getTime() + wait * 60_000) }),
    );
    await insert([...answered, grievance(kenya)]);
    await count(kenya);
    expect(await figuresOf(kenya.leaves[0] ?? '')).toMatchObject({ median_answer_minutes: median });
  });

  it.each<[string, Partial<Row>, number]>([
    ['no answer, and its time has passed', { respond_by: ago(1) }, 1],
    ['its time is now', { respond_by: NOW }, 1],
    ['its time is to come', { respond_by: ago(-1) }, 0],
    ['answered in time', { respond_by: ago(10), first_answered_at: ago(20), resolve_by: ago(-10) }, 0],
    ['answered late, so no longer late', { respond_by: ago(20), first_answered_at: ago(10), missed_at: ago(20) }, 0],
    ['moved up the ladder, with a new date', { respond_by: ago(-50), missed_at: ago(10) }, 1],
    ['not resolved, and its time has passed', { first_answered_at: ago(50), resolve_by: ago(1) }, 1],
    ['not resolved, moved up since', { first_answered_at: ago(50), missed_at: ago(10), resolve_by: ago(-9) }, 1],
    ['in triage', { status: 'filed', respond_by: ago(1) }, 1],
    ['waiting for the citizen', { status: 'awaiting_citizen', respond_by: ago(1) }, 0],
    ['resolved late', { status: 'resolved', resolve_by: ago(9), resolved_at: ago(1), missed_at: ago(9) }, 0],
  ])('say what is overdue now: %s', async (_name, row, overdue) => {
    await insert([grievance(kenya, row)]);
    await count(kenya);
    expect(await figuresOf(kenya.leaves[0] ?? '')).toMatchObject({ received: 1, overdue });
  });

  it('replace the earlier ones, also with nothing, but never newer ones', async () => {
    const later = new Date(NOW.getTime() + HOUR_MS);
    const row = grievance(kenya);
    await insert([row]);
    await count(kenya);
    await database.db.deleteFrom('grievances').execute();
    await count(kenya, later);
    expect(await figuresOf(row.area_id)).toMatchObject({ received: 0, median_answer_minutes: null, counted_at: later });
    await insert([row]);
    await count(kenya, NOW);
    expect(await figuresOf(row.area_id)).toMatchObject({ received: 0, counted_at: later });
  });

  it('come out right when two count at once', async () => {
    await insert([grievance(kenya)]);
    await Promise.all(Array.from({ length: 6 }, () => count(kenya)));
    expect(await figuresOf(kenya.leaves[0] ?? '')).toMatchObject({ received: 1 });
  });
});

describe('which programmes to count', () => {
  it('are those never counted, and those counted before', async () => {
    const { db } = database;
    expect(await listUncounted(db, NOW)).toHaveLength(3);
    expect(await lastCounted(db, kenya.programmeId)).toBeNull();
    await count(kenya);
    expect(await lastCounted(db, kenya.programmeId)).toEqual(NOW);
    expect(await listUncounted(db, ago(1))).not.toContain(kenya.programmeId);
    expect(await listUncounted(db, ago(1))).toContain(kosovo.programmeId);
    expect(await listUncounted(db, NOW)).toHaveLength(3);
  });
});
