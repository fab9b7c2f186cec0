import type { AccountCaller } from '../../accounts/caller.ts';
import type { Metric } from '../../db/count-cells.ts';
import { type LateFigure, readLateFigures } from '../../db/late-figures.ts';
import { findNearestMonth, hasUncounted } from '../../db/nearest-figures.ts';
import { readFigures } from '../../db/read-figures.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../scope/read-scope.ts';
import { type Cells, cellsByArea, cellsByCategory, cellsByOffice, cellsOfAll, isOfOffice } from './cells.ts';
import { measureOf } from './days.ts';
import { addFigures, type Figure, groupFigures } from './figure.ts';

/** The sums that a page of response times is made of. */
export interface PageFigures {
  readonly whole: Figure;
  readonly before: Figure;
  /** By the first day of a month. */
  readonly months: ReadonlyMap<string, Figure>;
  /** By row id. */
  readonly offices: ReadonlyMap<string, Figure>;
  /** Late reports by row id of the office, then by month. */
  readonly late: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By row id; null: not divided so. */
  readonly areas: ReadonlyMap<string, Figure> | null;
  readonly categories: ReadonlyMap<string, Figure> | null;
  /** Where nothing was received: the nearest month in which something was. */
  readonly nearest: string | null;
  readonly isBehind: boolean;
}

/** Reads all that a page shows; ten statements at most, whatever it is of. */
export async function readPageFigures(
  { db }: Pick<Deps, 'db'>,
  { programme }: AccountCaller,
  scope: Scope,
): Promise<PageFigures> {
  const { answer, resolve } = measureOf(programme, scope.times);
  const { period, previous, withAbout } = scope;
  const query = (cells: Cells) => ({
    programmeId: programme.id,
    ...cells,
    from: period.from,
    to: period.to,
    withAbout,
  });
  const read = (cells: Cells, metrics: readonly Metric[]) => readFigures(db, { ...query(cells), metrics });
  const both = [answer, resolve];
  const parts = (cells: Cells | null) => (cells === null ? null : read(cells, [answer]));
  const [all, offices, late, areas, categories, isBehind] = await Promise.all([
    readFigures(db, { ...query(cellsOfAll(scope)), from: previous.from, byMonth: true, metrics: both }),
    read(cellsByOffice(programme, scope), [answer]),
    readLateFigures(db, query(cellsByOffice(programme, scope))),
    parts(cellsByArea(scope)),
    parts(cellsByCategory(programme, scope)),
    hasUncounted(db, programme.id),
  ]);
  const now = all.filter(({ month }) => isIn(period, month));
  const whole = addFigures(now, both);
  return {
    whole,
    before: addFigures(
      all.filter(({ month }) => isIn(previous, month)),
      both,
    ),
    months: groupFigures(now, ({ month }) => month ?? '', both),
    offices: groupFigures(offices.filter(ofOffice), ({ officeId }) => officeId, [answer]),
    late: lateByMonth(late.filter(ofOffice)),
    areas: areas && groupFigures(areas, ({ areaId }) => areaId, [answer]),
    categories: categories && groupFigures(categories, ({ categoryId }) => categoryId, [answer]),
    nearest: whole.received === 0 ? await findNearestMonth(db, query(cellsOfAll(scope))) : null,
    isBehind,
  };
}

function isIn({ from, to }: Scope['period'], month: string | null): boolean {
  return month !== null && month >= from && month < to;
}

function ofOffice({ officeId }: { readonly officeId: string }): boolean {
  return isOfOffice(officeId);
}

function lateByMonth(rows: readonly LateFigure[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const byOffice = new Map<string, Map<string, number>>();
  for (const { officeId, month, late } of rows) {
    const months = byOffice.get(officeId) ?? new Map<string, number>();
    byOffice.set(officeId, months.set(month, late));
  }
  return byOffice;
}
