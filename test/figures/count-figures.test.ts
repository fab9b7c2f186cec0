import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { NIL } from 'uuid';
import { type CellKind, METRICS, type Metric } from '../../src/db/count-cells.ts';
import { listMoved } from '../../src/db/moved-programmes.ts';
import { readCharges } from '../../src/db/read-charges.ts';
import { readFigures } from '../../src/db/read-figures.ts';
import type { Grievance } from '../../src/db/schema.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { rebuildMoved } from '../../src/figures/rebuild-moved.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import { bucketOf } from '../../src/figures/time-buckets.ts';
import { workingMinutesBetween } from '../../src/grievances/working-time.ts';
import { loadProgramme } from '../../src/routing/load-programme.ts';
import type { Area, Category, Programme } from '../../src/routing/programme.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';
import { live } from './live.ts';

const WARD = 'KE.001.005.0021';
const EVER = { from: '2000-01-01', to: '2100-01-01' };

let gateway: Gateway;
let programme: Programme;

interface Sum {
  counts: Record<string, number>;
  times: Record<Metric, Map<number, number>>;
}

/** The same sums without any of the code that counts: from the rows, one after the other. */
async function independently(kind: string): Promise<Map<string, Sum>> {
  const rows = await gateway.deps.db.selectFrom('grievances').selectAll().where('stream', '=', 'ordinary').execute();
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    for (const key of keysOf(kind, row)) {
      const sum = sums.get(key) ?? { counts: {}, times: emptyTimes() };
      sums.set(key, sum);
      for (const [name, isSo] of Object.entries(factsOf(row))) {
        sum.counts[name] = (sum.counts[name] ?? 0) + Number(isSo);
      }
      for (const [metric, minutes] of Object.entries(minutesOf(row))) {
        if (minutes === null) continue;
        const times = sum.times[metric as Metric];
        times.set(bucketOf(minutes), (times.get(bucketOf(minutes)) ?? 0) + 1);
      }
    }
  }
  return sums;
}

const emptyTimes = () => Object.fromEntries(METRICS.map((metric) => [metric, new Map()])) as Sum['times'];

function keysOf(kind: string, row: Grievance): string[] {
  const month = DateTime.fromJSDate(row.filed_at, { zone: 'Africa/Nairobi' }).toFormat('yyyy-MM-01');
  const line = <Node extends Area | Category>(node: Node | null | undefined): string[] =>
    node ? [node.id, ...line(node.parent as Node | null)] : [];
  const offices = kind.includes('office') ? [row.owing_office_id ?? NIL] : [NIL];
  const areas = kind.includes('area') ? line(programme.byId.areas.get(row.area_id)) : [NIL];
  const categories = kind.includes('category') ? line(programme.byId.categories.get(row.category_id)) : [NIL];
  return offices.flatMap((office) =>
    areas.flatMap((area) => categories.map((category) => [month, office, area, category].join(' '))),
  );
}

function factsOf(row: Grievance): Record<string, boolean | number> {
  const after = (at: Date | null, by: Date | null) => at !== null && by !== null && at > by;
  return {
    received: true,
    answered: row.first_answered_at !== null,
    resolved: row.resolved_at !== null,
    rejected: row.status === 'rejected',
    late:
      row.overdue_at !== null || after(row.first_answered_at, row.respond_by) || after(row.resolved_at, row.resolve_by),
    escalated: row.level > 0,
    confirmed: row.outcome === 'confirmed',
    disputed: row.outcome === 'disputed',
    silent: row.outcome === 'silent',
    joiners: row.joiners,
  };
}

function minutesOf(row: Grievance): Record<Metric, number | null> {
  const hours = programme.byId.offices.get(row.owing_office_id ?? '')?.hours ?? null;
  const elapsed = (at: Date | null) => at && (at.getTime() - row.filed_at.getTime()) / 60_000;
  const worked = (at: Date | null) => at && workingMinutesBetween(programme.calendar, hours, row.filed_at, at);
  return {
    answer_elapsed: elapsed(row.first_answered_at),
    resolve_elapsed: elapsed(row.resolved_at),
    // Where an office passed it on after its answer, the hours of whoever owed the answer then count: it is what was kept.
    answer_worked: row.answer_worked_minutes === null ? worked(row.first_answered_at) : row.answer_worked_minutes,
    resolve_worked: row.resolve_worked_minutes === null ? worked(row.resolved_at) : row.resolve_worked_minutes,
  };
}

async function counted(kind: CellKind) {
  const rows = await readFigures(gateway.deps.db, {
    ...{ programmeId: programme.id, kind, ...EVER, withAbout: true, byMonth: true, metrics: METRICS },
  });
  return new Map(
    rows.map(({ officeId, areaId, categoryId, month, times, lateMonths: _late, ...counts }) => [
      [month, officeId, areaId, categoryId].join(' '),
      {
        counts,
        times: {
          ...emptyTimes(),
          ...Object.fromEntries(Object.entries(times).map(([of, held]) => [of, heldIn(held)])),
        },
      },
    ]),
  );
}

/** The buckets that hold any. */
function heldIn(counts: ArrayLike<number>): Map<number, number> {
  return new Map([...Array.from(counts).entries()].filter(([, count]) => count > 0));
}

const KINDS = ['all', 'office', 'area', 'category', 'office_category', 'area_category'] as const;

describe('figures that are counted behind the reports', () => {
  beforeAll(async () => {
    gateway = await openGateway();
    const found = gateway.deps.programmes.byName('kenya-coast');
    if (!found) throw new Error('no programme');
    programme = found;
    await live(gateway, programme);
    await countFigures(gateway.deps, programme.id);
  }, 60_000);
  afterAll(() => gateway.close());

  it('tell of a life in which everything happened', async () => {
    const [all] = await readFigures(gateway.deps.db, {
      ...{ programmeId: programme.id, kind: 'all', ...EVER, withAbout: true, metrics: METRICS },
    });
    for (const count of ['received', 'answered', 'resolved', 'rejected', 'late', 'escalated', 'confirmed'] as const) {
      expect([count, (all?.[count] ?? 0) > 0]).toEqual([count, true]);
    }
  });

  it.each(KINDS)('are those of an independent calculation from the rows: %s', async (kind) => {
    const expected = await independently(kind);
    expect(expected.size).toBeGreaterThan(1);
    expect(await counted(kind)).toEqual(expected);
  });

  it('leave out reports about an office where everybody may see them, and sealed ones everywhere', async () => {
    const about = await gateway.deps.db
      .selectFrom('grievances')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('stream', '=', 'ordinary')
      .where('about_office_id', 'is not', null)
      .executeTakeFirstOrThrow();
    const all = async (withAbout: boolean) =>
      (await readFigures(gateway.deps.db, { programmeId: programme.id, kind: 'all', ...EVER, withAbout }))[0]
        ?.received ?? 0;
    expect(about.count).toBeGreaterThan(0);
    expect((await all(true)) - (await all(false))).toBe(about.count);
    const sealed = await gateway.deps.db
      .selectFrom('grievances')
      .innerJoin('counted', 'counted.grievance_id', 'grievances.id')
      .select('grievances.id')
      .where('stream', '<>', 'ordinary')
      .execute();
    expect(sealed).toEqual([]);
  });

  it('charge every ended turn once, to whoever had it', async () => {
    const turns = await gateway.deps.db
      .selectFrom('holdings')
      .innerJoin('grievances', 'grievances.id', 'holdings.grievance_id')
      .select(['holder', 'holdings.office_id', 'from_at', 'until_at', 'working_minutes', 'about_office_id'])
      .where('stream', '=', 'ordinary')
      .where('until_at', 'is not', null)
      .execute();
    const expected = new Map<string, { turns: number; elapsed: number; worked: number }>();
    for (const { holder, office_id: office, from_at: from, until_at: until, working_minutes: worked, ...of } of turns) {
      const month = DateTime.fromJSDate(until ?? from, { zone: 'Africa/Nairobi' }).toFormat('yyyy-MM-01');
      const key = [month, holder, office ?? NIL, of.about_office_id !== null].join(' ');
      const sum = expected.get(key) ?? { turns: 0, elapsed: 0, worked: 0 };
      sum.turns += 1;
      sum.elapsed += ((until ?? from).getTime() - from.getTime()) / 60_000;
      sum.worked += worked ?? 0;
      expected.set(key, sum);
    }
    const rows = await gateway.deps.db.selectFrom('charges').selectAll().execute();
    expect(rows.length).toBe(expected.size);
    for (const { month, holder, office_id: office, is_about: isAbout, ...row } of rows) {
      const sum = expected.get([month, holder, office, isAbout].join(' '));
      expect(row.turns).toBe(sum?.turns);
      expect(row.elapsed_minutes).toBeCloseTo(sum?.elapsed ?? Number.NaN, 4);
      expect(row.worked_minutes).toBeCloseTo(sum?.worked ?? Number.NaN, 4);
    }
    // Only observers see what was used at reports about an office.
    expect(rows.some((row) => row.is_about)).toBe(true);
    const told = async (withAbout: boolean) =>
      (await readCharges(gateway.deps.db, { programmeId: programme.id, ...EVER, withAbout })).reduce(
        (sum, row) => sum + row.turns,
        0,
      );
    const ofAbout = rows.filter((row) => row.is_about).reduce((sum, row) => sum + row.turns, 0);
    expect((await told(true)) - (await told(false))).toBe(ofAbout);
  });

  it('come to the same numbers when all is counted anew, and when it is counted twice at once', async () => {
    const before = await everything();
    await rebuildFigures(gateway.deps.db, programme, gateway.deps.now(), () => undefined);
    expect(await everything()).toEqual(before);
    await Promise.all([countFigures(gateway.deps, programme.id), countFigures(gateway.deps, programme.id)]);
    expect(await everything()).toEqual(before);
    const left = await gateway.deps.db
      .selectFrom('uncounted')
      .select('seq')
      .where('programme_id', '=', programme.id)
      .execute();
    expect(left).toEqual([]);
  });
});

describe('figures and what else goes on', () => {
  let own: Gateway;
  beforeAll(async () => {
    own = await openGateway();
    await fileReport(own, { category: 'WATER.DRY', area: WARD, phone: '+254770099001', source: 'moved' });
    await own.work();
  });
  afterAll(() => own.close());

  const kenya = () => own.deps.programmes.byName('kenya-coast');
  const received = async (): Promise<Record<string, number>> => {
    await own.deps.programmes.reload();
    const programmeId = kenya()?.id ?? '';
    await countFigures(own.deps, programmeId);
    const rows = await readFigures(own.deps.db, { programmeId, kind: 'area', ...EVER, withAbout: true });
    return Object.fromEntries(rows.map((row) => [kenya()?.byId.areas.get(row.areaId)?.code ?? '', row.received]));
  };

  it('follow an area that is put into another one, and count no report twice', async () => {
    expect(await received()).toEqual({ KE: 1, 'KE.001': 1, 'KE.001.005': 1, [WARD]: 1 });
    const source = await readProgramme(join(import.meta.dirname, '../../programmes/kenya-coast'));
    const areas = source.areas.map((area) => (area.code === WARD ? { ...area, parent_code: 'KE.001.001' } : area));
    const before = kenya();
    if (!before) throw new Error('no programme');
    expect((await loadProgramme(own.deps, { ...source, checksum: 'moved', areas })).hasMoved).toBe(true);
    // Whoever loaded it was stopped here; to the next one it is unchanged, and whoever still counts by the old files counts nothing.
    expect((await loadProgramme(own.deps, { ...source, checksum: 'moved', areas })).isChanged).toBe(false);
    await rebuildFigures(own.deps.db, before, own.deps.now(), () => undefined);
    expect(await listMoved(own.deps.db)).toEqual([before.id]);
    await own.deps.programmes.reload();
    const steps: string[] = [];
    const rebuild = () => rebuildMoved(own.deps, (_, { what }) => steps.push(what));
    // Two processes that start together.
    await Promise.all([rebuild(), rebuild()]);
    expect(await received()).toEqual({ KE: 1, 'KE.001': 1, 'KE.001.001': 1, [WARD]: 1 });
    expect(await listMoved(own.deps.db)).toEqual([]);
    await rebuild();
    expect(steps.filter((what) => what === 'done')).toEqual(['done']);
  });

  it('need no rebuild any more where the command has counted them', async () => {
    const source = await readProgramme(join(import.meta.dirname, '../../programmes/kenya-coast'));
    expect((await loadProgramme(own.deps, source)).hasMoved).toBe(true);
    await own.deps.programmes.reload();
    const found = kenya();
    if (!found) throw new Error('no programme');
    expect(await listMoved(own.deps.db)).toEqual([found.id]);
    await rebuildFigures(own.deps.db, found, own.deps.now(), () => undefined);
    expect(await listMoved(own.deps.db)).toEqual([]);
    expect(await received()).toMatchObject({ 'KE.001.005': 1 });
  });

  it('are counted anew while snapshots are refreshed, and refreshed twice at once', async () => {
    const found = kenya();
    if (!found) throw new Error('no programme');
    // As if they had never been refreshed.
    await own.deps.db.deleteFrom('snapshots').execute();
    const ends = await Promise.allSettled([
      ...[1, 2, 3].map(() => refreshSnapshots(own.deps, found.id)),
      rebuildFigures(own.deps.db, found, own.deps.now(), () => undefined),
      ...[1, 2, 3].map(() => refreshSnapshots(own.deps, found.id)),
    ]);
    expect(ends.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await received()).toMatchObject({ KE: 1 });
  });
});

async function everything() {
  const figures = [];
  for (const kind of KINDS) figures.push([...(await counted(kind))].sort(([one], [other]) => one.localeCompare(other)));
  const charges = await gateway.deps.db
    .selectFrom('charges')
    .select(['month', 'holder', 'office_id', 'is_about', 'turns'])
    .orderBy('month')
    .orderBy('holder')
    .orderBy('office_id')
    .orderBy('is_about')
    .execute();
  return { figures, charges };
}
