import { NIL } from 'uuid';
import { z } from 'zod';
import type { Caller } from '../../accounts/caller.ts';
import { METRICS, type Metric } from '../../db/count-cells.ts';
import { type FigureRow, readFigures } from '../../db/read-figures.ts';
import { medianRange, NO_TIMES, percentile, type TimeCounts } from '../../figures/time-buckets.ts';
import { type Cells, cellsByArea, cellsByCategory, cellsByOffice, cellsOfAll } from '../../monitor/figures/cells.ts';
import { type Period, periodBefore } from '../../monitor/scope/period.ts';
import type { Scope } from '../../monitor/scope/read-scope.ts';
import { pageFields } from '../cursor.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace } from '../figure-place.ts';
import { pageOf } from '../page-of.ts';
import { invalid } from '../parse-input.ts';
import { presentNamed } from '../present.ts';
import { presentShare } from '../present-share.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const GROUPINGS = ['office', 'area', 'category', 'month'] as const;
type Grouping = (typeof GROUPINGS)[number];

const query = z.strictObject({
  group_by: z.enum(GROUPINGS),
  compare: z.enum(['previous']).optional().describe('Also the whole of as many months right before.'),
  ...monthFields,
  ...placeFields,
  ...pageFields,
});

export const readFiguresRoute = defineRoute({
  method: 'get',
  path: '/figures',
  summary: 'How many reports, how they ended and how long it took, from sums of whole months',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.FigureList,
  handle: async (deps, caller, { query: { group_by: groupBy, compare, cursor, limit, ...asked } }) => {
    const period = readMonths(caller, asked, deps.now());
    const scope = readPlace(caller, asked, period);
    const byMonth = groupBy === 'month';
    const read = ({ cells, of = period, ...how }: { cells: Cells; of?: Period; byMonth?: boolean; metrics?: Wanted }) =>
      readFigures(deps.db, {
        programmeId: caller.programme.id,
        ...cells,
        from: of.from,
        to: of.to,
        withAbout: scope.withAbout,
        ...how,
      });
    const codeOf = (row: FigureRow) => nameOf(caller, groupBy, row).code ?? '';
    const cells = cellsFor(caller, scope, groupBy);
    const page = pageOf(await read({ cells, byMonth }), codeOf, { cursor, limit });
    const all = { cells: cellsOfAll(scope), metrics: METRICS };
    const before = periodBefore(period);
    const [timed, [whole], earlier] = await Promise.all([
      // Times are much more than counts: they are read for what is shown.
      read({ cells: narrow(cells, groupBy, page.items), byMonth, metrics: METRICS }),
      read(all),
      compare === undefined ? null : read({ ...all, of: before }),
    ]);
    const shown = new Set(page.items.map(codeOf));
    return {
      items: timed
        .filter((row) => shown.has(codeOf(row)))
        .sort((one, other) => (codeOf(one) < codeOf(other) ? -1 : 1))
        .map((row) => present(nameOf(caller, groupBy, row), row)),
      next_cursor: page.next_cursor,
      group_by: groupBy,
      ...presentMonths(period),
      total: present(ALL, whole),
      previous: earlier && { ...presentMonths(before), total: present(ALL, earlier[0]) },
    };
  },
});

type Wanted = readonly Metric[];
type Named = { readonly code: string | null; readonly name: string };
const ALL: Named = { code: null, name: 'All' };

/** The sums of the groups. @throws {AppError} `invalid` where they are not kept */
function cellsFor(caller: Caller, scope: Scope, groupBy: Grouping): Cells {
  if (groupBy === 'month') return cellsOfAll(scope);
  if (groupBy === 'office') return cellsByOffice(caller.programme, scope);
  if (groupBy === 'area' && scope.office !== null) {
    throw invalid([
      { path: 'office', message: 'Does not go with group_by=area: where its reports come from is not kept.' },
    ]);
  }
  const cells = groupBy === 'area' ? cellsByArea(caller.programme, scope) : cellsByCategory(caller.programme, scope);
  // No parts: no groups.
  return cells ?? { kind: 'area', areas: [] };
}

/** The sums of these groups only. */
function narrow(cells: Cells, groupBy: Grouping, rows: readonly FigureRow[]): Cells {
  if (groupBy === 'office') return { ...cells, offices: rows.map(({ officeId }) => officeId) };
  if (groupBy === 'area') return { ...cells, areas: rows.map(({ areaId }) => areaId) };
  return groupBy === 'category' ? { ...cells, categories: rows.map(({ categoryId }) => categoryId) } : cells;
}

function nameOf({ programme }: Caller, groupBy: Grouping, row: FigureRow): Named {
  const { offices, areas, categories } = programme.byId;
  if (groupBy === 'month') return { code: row.month?.slice(0, 7) ?? null, name: row.month?.slice(0, 7) ?? '' };
  if (groupBy === 'office' && row.officeId === NIL) return { code: null, name: 'No office yet' };
  const found =
    groupBy === 'office'
      ? offices.get(row.officeId)
      : groupBy === 'area'
        ? areas.get(row.areaId)
        : categories.get(row.categoryId);
  return found === undefined ? { code: null, name: 'Unknown' } : presentNamed(found);
}

/** A sum as it is told; of no report at all where there is no row. */
function present(group: Named, row: FigureRow | undefined): z.output<typeof SCHEMAS.Figure> {
  const { times = {} } = row ?? {};
  const received = row?.received ?? 0;
  const said = (row?.confirmed ?? 0) + (row?.disputed ?? 0);
  return {
    group: { ...group },
    received,
    answered: row?.answered ?? 0,
    resolved: row?.resolved ?? 0,
    rejected: row?.rejected ?? 0,
    late: row?.late ?? 0,
    late_share: presentShare(row?.late ?? 0, received),
    escalated: row?.escalated ?? 0,
    confirmed: row?.confirmed ?? 0,
    disputed: row?.disputed ?? 0,
    silent: row?.silent ?? 0,
    confirmed_share: presentShare(row?.confirmed ?? 0, said),
    joiners: row?.joiners ?? 0,
    first_answer_hours: { calendar: hoursOf(times.answer_elapsed), working: hoursOf(times.answer_worked) },
    resolution_hours: { calendar: hoursOf(times.resolve_elapsed), working: hoursOf(times.resolve_worked) },
  };
}

function hoursOf(counts: TimeCounts = NO_TIMES): z.output<typeof SCHEMAS.Hours> {
  const hours = (minutes: number | null | undefined) => (minutes == null ? null : round(minutes / 60, 2));
  const range = medianRange(counts);
  return {
    median: hours(percentile(counts, 0.5)),
    median_low: hours(range?.[0]),
    median_high: hours(range?.[1]),
    p90: hours(percentile(counts, 0.9)),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
