import { NIL } from 'uuid';
import { z } from 'zod';
import type { Caller } from '../../accounts/caller.ts';
import { METRICS, type Metric } from '../../db/count-cells.ts';
import { type FigureRow, readFigures } from '../../db/read-figures.ts';
import { shareRange } from '../../figures/share-range.ts';
import { medianRange, percentile, type TimeCounts } from '../../figures/time-buckets.ts';
import { type Cells, cellsByArea, cellsByCategory, cellsByOffice, cellsOfAll } from '../../monitor/figures/cells.ts';
import { lastMonthOf } from '../../monitor/scope/period.ts';
import type { Scope } from '../../monitor/scope/read-scope.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { monthFields, placeFields, readMonths, readPlace } from '../figure-place.ts';
import { invalid } from '../parse-input.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const GROUPINGS = ['office', 'area', 'category', 'month'] as const;
type Grouping = (typeof GROUPINGS)[number];

const query = z.strictObject({ group_by: z.enum(GROUPINGS), ...monthFields, ...placeFields, ...pageFields });

export const readFiguresRoute = defineRoute({
  method: 'get',
  path: '/figures',
  summary: 'How many reports, how they ended and how long it took, from sums of whole months',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.FigureList,
  handle: async (deps, caller, { query: { group_by: groupBy, cursor, limit, ...asked } }) => {
    const period = readMonths(caller, asked, deps.now());
    const scope = readPlace(caller, asked, period);
    const read = (cells: Cells, byMonth: boolean, metrics: readonly Metric[]) =>
      readFigures(deps.db, {
        programmeId: caller.programme.id,
        ...cells,
        from: period.from,
        to: period.to,
        withAbout: scope.withAbout,
        byMonth,
        metrics,
      });
    const cells = cellsFor(caller, scope, groupBy);
    const after = cursor === undefined ? '' : readCursor(z.tuple([z.string()]), cursor)[0];
    const codeOf = (row: FigureRow) => nameOf(caller, groupBy, row).code ?? '';
    const counted = (await read(cells, groupBy === 'month', []))
      .filter((row) => cursor === undefined || codeOf(row) > after)
      .sort((one, other) => (codeOf(one) < codeOf(other) ? -1 : 1))
      .slice(0, limit + 1);
    // Times are much more than counts: they are read for what is shown.
    const rows = await read(narrow(cells, groupBy, counted), groupBy === 'month', METRICS);
    const [whole] = await read(cellsOfAll(scope), false, METRICS);
    const items = rows
      .map((row) => present(nameOf(caller, groupBy, row), row))
      .filter(({ group }) => cursor === undefined || (group.code ?? '') > after)
      .sort(byCode);
    const page = toPage(
      items.slice(0, limit + 1),
      limit,
      (item) => item,
      ({ group }) => [group.code ?? ''],
    );
    return {
      ...page,
      group_by: groupBy,
      first_month: period.from.slice(0, 7),
      last_month: lastMonthOf(period).slice(0, 7),
      total: present({ code: null, name: 'All' }, whole),
    };
  },
});

/** The sums of the groups. @throws {AppError} `invalid` where they are not kept */
function cellsFor(caller: Caller, scope: Scope, groupBy: Grouping): Cells {
  if (groupBy === 'month') return cellsOfAll(scope);
  if (groupBy === 'office') return cellsByOffice(caller.programme, scope);
  if (groupBy === 'area' && scope.office !== null) {
    throw invalid([
      { path: 'office', message: 'Does not go with group_by=area: where its reports come from is not kept.' },
    ]);
  }
  const cells = groupBy === 'area' ? cellsByArea(scope) : cellsByCategory(caller.programme, scope);
  // No parts: no groups.
  return cells ?? { kind: 'area', areas: [] };
}

/** The sums of these groups only. */
function narrow(cells: Cells, groupBy: Grouping, rows: readonly FigureRow[]): Cells {
  if (groupBy === 'office') return { ...cells, offices: rows.map(({ officeId }) => officeId) };
  if (groupBy === 'area') return { ...cells, areas: rows.map(({ areaId }) => areaId) };
  return groupBy === 'category' ? { ...cells, categories: rows.map(({ categoryId }) => categoryId) } : cells;
}

type Named = { readonly code: string | null; readonly name: string };

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
    late_share: shareOf(row?.late ?? 0, received),
    escalated: row?.escalated ?? 0,
    confirmed: row?.confirmed ?? 0,
    disputed: row?.disputed ?? 0,
    silent: row?.silent ?? 0,
    confirmed_share: shareOf(row?.confirmed ?? 0, said),
    joiners: row?.joiners ?? 0,
    first_answer_hours: { calendar: hoursOf(times.answer_elapsed), working: hoursOf(times.answer_worked) },
    resolution_hours: { calendar: hoursOf(times.resolve_elapsed), working: hoursOf(times.resolve_worked) },
  };
}

function shareOf(count: number, of: number): z.output<typeof SCHEMAS.Share> | null {
  const range = shareRange(count, of);
  return range === null ? null : { share: round(count / of, 4), low: round(range[0], 4), high: round(range[1], 4) };
}

function hoursOf(counts: TimeCounts = new Map()): z.output<typeof SCHEMAS.Hours> {
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

function byCode(one: { group: Named }, other: { group: Named }): number {
  const [first, second] = [one.group.code ?? '', other.group.code ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}
