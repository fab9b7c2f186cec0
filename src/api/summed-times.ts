import { NIL } from 'uuid';
import { COUNTS, type Metric } from '../db/count-cells.ts';
import { type FigureQuery, type FigureRow, readFigures } from '../db/read-figures.ts';
import type { Grouping } from '../db/response-times.ts';
import type { Deps } from '../deps.ts';
import { NO_TIMES, type TimeCounts } from '../figures/time-buckets.ts';
import { addFigures, type Figure } from '../monitor/figures/figure.ts';
import type { Area, Names, Programme } from '../routing/programme.ts';

/** What is asked: how, of what was filed in which area, in which months (first days of the first and of the one after the last). */
export interface SummedQuery {
  readonly groupBy: Grouping;
  readonly base: Area;
  /** By area only: which level its parts are of; null: its children, whatever they are called. */
  readonly level: string | null;
  readonly from: string;
  readonly to: string;
  readonly withAbout: boolean;
}

/** The sums of one group. */
export interface SummedGroup {
  /** A code, or a month `2026-11`; null: reports that no office has yet. */
  readonly code: string | null;
  /** Null for a month, and where `code` is. */
  readonly names: Names | null;
  readonly figure: Figure;
}

const TIMES: readonly Metric[] = ['answer_elapsed', 'resolve_elapsed'];

/**
 * Response times from sums of whole months, by the groups of `readResponseTimes` and in their order. Null: such sums are not kept; those
 * of offices are of the whole programme only.
 */
export async function readSummedTimes(
  { db }: Pick<Deps, 'db'>,
  programme: Programme,
  query: SummedQuery,
): Promise<SummedGroup[] | null> {
  const { groupBy, base, from, to, withAbout } = query;
  const isWhole = base === programme.root;
  const read = (cells: Pick<FigureQuery, 'kind' | 'areas' | 'categories' | 'byMonth'>) =>
    readFigures(db, { programmeId: programme.id, from, to, withAbout, metrics: TIMES, ...cells });
  switch (groupBy) {
    case 'office':
      return isWhole ? byOffice(programme, await read({ kind: 'office' })) : null;
    case 'category':
      return byCategory(
        programme,
        await read(isWhole ? { kind: 'category' } : { kind: 'area_category', areas: [base.id] }),
      );
    case 'area': {
      const parts = partsOf(programme, base, query.level);
      return byArea(base, parts, await read({ kind: 'area', areas: [base, ...parts].map(({ id }) => id) }));
    }
    case 'month':
      return byMonth(
        await read({ ...(isWhole ? { kind: 'all' } : { kind: 'area', areas: [base.id] }), byMonth: true }),
      );
  }
}

function byOffice({ byId }: Programme, rows: readonly FigureRow[]): SummedGroup[] {
  return inOrder(
    rows.map((row) => {
      const office = row.officeId === NIL ? undefined : byId.offices.get(row.officeId);
      return { code: office?.code ?? null, names: office?.names ?? null, figure: addFigures([row], TIMES) };
    }),
  );
}

/** The sum of a category holds its parts: what was filed in itself is what they leave of it. */
function byCategory({ byId }: Programme, rows: readonly FigureRow[]): SummedGroup[] {
  return inOrder(
    rows.flatMap((row) => {
      const category = byId.categories.get(row.categoryId);
      if (category === undefined) return [];
      const parts = rows.filter(({ categoryId }) => byId.categories.get(categoryId)?.parent?.id === category.id);
      return { code: category.code, names: category.names, figure: lessen(row, parts) };
    }),
  );
}

/** What lies in no part is counted under the area itself. */
function byArea(base: Area, parts: readonly Area[], rows: readonly FigureRow[]): SummedGroup[] {
  const whole = rows.find(({ areaId }) => areaId === base.id);
  const others = rows.filter((row) => row !== whole);
  const own = whole === undefined ? [] : [{ code: base.code, names: base.names, figure: lessen(whole, others) }];
  const groups = others.flatMap((row) => {
    const area = parts.find(({ id }) => id === row.areaId);
    return area === undefined ? [] : [{ code: area.code, names: area.names, figure: addFigures([row], TIMES) }];
  });
  return inOrder([...own, ...groups]);
}

function byMonth(rows: readonly FigureRow[]): SummedGroup[] {
  return inOrder(
    rows.map((row) => ({ code: row.month?.slice(0, 7) ?? null, names: null, figure: addFigures([row], TIMES) })),
  );
}

/** The first areas of the level on the way down, the retired ones too: their reports are still there. */
function partsOf({ byId }: Programme, base: Area, level: string | null): Area[] {
  const below = new Map<string, Area[]>();
  for (const area of byId.areas.values()) {
    if (area.parent !== null) below.set(area.parent.id, [...(below.get(area.parent.id) ?? []), area]);
  }
  const walk = (area: Area): Area[] =>
    (below.get(area.id) ?? []).flatMap((child) => (level === null || child.level === level ? [child] : walk(child)));
  return walk(base);
}

function lessen(whole: FigureRow, parts: readonly FigureRow[]): Figure {
  const [all, some] = [addFigures([whole], TIMES), addFigures(parts, TIMES)];
  const counts = Object.fromEntries(COUNTS.map((name) => [name, all[name] - some[name]]));
  const times = TIMES.map((metric) => [metric, lessenTimes(all.times[metric], some.times[metric])]);
  return { ...all, ...counts, received: all.received - some.received, times: Object.fromEntries(times) };
}

function lessenTimes(all: TimeCounts = NO_TIMES, some: TimeCounts = NO_TIMES): TimeCounts {
  return Array.from(all, (count, bucket) => count - (some[bucket] ?? 0));
}

/** By code, what has none last; groups without a report are left out. */
function inOrder(groups: readonly SummedGroup[]): SummedGroup[] {
  const keyOf = ({ code }: SummedGroup) => (code === null ? [1, ''] : [0, code]).join(' ');
  return groups.filter(({ figure }) => figure.received > 0).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
