import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { nameIn } from '../../routing/programme.ts';
import type { HeatTable } from '../parts/heat.ts';
import { shortMonth, showMonth } from '../parts/show-month.ts';
import { monthsOf } from '../scope/period.ts';
import type { PageFigures } from './read-page-figures.ts';
import { hrefTo } from './view-offices.ts';
import type { Viewing } from './viewing.ts';

/** Columns of the table: more do not fit a page, on paper or not. */
const MOST_MONTHS = 12;

/** How many of the reports of a month were late, of each office with any; the most first. Of a long period its last year. */
export function lateTable(viewing: Viewing, { late }: Pick<PageFigures, 'late'>): HeatTable {
  const { caller, language, scope } = viewing;
  const { figures: words } = monitorWordsOf(language);
  const months = monthsOf(scope.period).slice(-MOST_MONTHS);
  const rows = [...late]
    .flatMap(([officeId, byMonth]) => {
      const office = caller.programme.byId.offices.get(officeId);
      const values = months.map((month) => byMonth.get(month) ?? 0);
      const total = values.reduce((sum, value) => sum + value, 0);
      if (office === undefined || total === 0) return [];
      return [{ name: nameIn(office.names, language), ...hrefTo(viewing, officeId), values, total }];
    })
    .sort((one, other) => other.total - one.total || one.name.localeCompare(other.name, language));
  return {
    name: 'late',
    title: words.lateByOffice,
    head: words.office,
    months: months.map((month) => ({ short: shortMonth(language, month), full: showMonth(language, month) })),
    rows: rows.map(({ total: _total, ...row }) => row),
  };
}
