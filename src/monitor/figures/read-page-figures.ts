import type { AccountCaller } from '../../accounts/caller.ts';
import type { Metric } from '../../db/count-cells.ts';
import { findFirstMonth } from '../../db/first-month.ts';
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
  /** As many months right before, as far as the programme had begun. */
  readonly before: Figure;
  /** The first month of the programme with a report; null: it has none. */
  readonly begins: string | null;
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

/** Reads all that a page shows; seven statements at most, whatever it is of. */
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
  const [all, offices, areas, categories, begins, isBehind] = await Promise.all([
    readFigures(db, { ...query(cellsOfAll(scope)), from: previous.from, byMonth: true, metrics: both }),
    readFigures(db, { ...query(cellsByOffice(programme, scope)), metrics: [answer], withLateMonths: true }),
    parts(cellsByArea(programme, scope)),
    parts(cellsByCategory(programme, scope)),
    findFirstMonth(db, programme.id),
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
    begins,
    months: groupFigures(now, ({ month }) => month ?? '', both),
    offices: groupFigures(offices.filter(ofOffice), ({ officeId }) => officeId, [answer]),
    late: new Map(offices.filter(ofOffice).map(({ officeId, lateMonths }) => [officeId, lateMonths])),
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
