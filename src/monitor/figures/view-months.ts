import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { FigureLine, FigureTable } from '../parts/figure-table.ts';
import type { LineChartProps } from '../parts/line-chart.tsx';
import { showMonth } from '../parts/show-month.ts';
import { monthsOf } from '../scope/period.ts';
import { monitorHref } from '../scope/scope-query.ts';
import { countCells, countColumns, dayCell, dayCells, dayColumns } from './day-cells.ts';
import { type Figure, NOTHING } from './figure.ts';
import type { PageFigures } from './read-page-figures.ts';
import { answerDays, resolveDays, type Viewing } from './viewing.ts';

/** Every month of the period, those without a report too. */
export function monthsTable(viewing: Viewing, { months }: Pick<PageFigures, 'months'>): FigureTable {
  const { language, here, scope } = viewing;
  const { figures: words } = monitorWordsOf(language);
  return {
    name: 'months',
    title: titleOf(viewing),
    head: words.month,
    columns: [...dayColumns(language), { text: words.resolvedDays }, ...countColumns(language)],
    rows: monthsOf(scope.period).map((month): FigureLine => {
      const figure = months.get(month);
      const typed = month.slice(0, 7);
      const leads = figure && { href: monitorHref(here.path, here.asked, { from: typed, to: typed }) };
      return { name: showMonth(language, month), ...leads, cells: cellsOf(viewing, figure ?? NOTHING) };
    }),
  };
}

function cellsOf(viewing: Viewing, figure: Figure) {
  const { language } = viewing;
  return [
    ...dayCells(language, answerDays(viewing, figure)),
    dayCell(language, resolveDays(viewing, figure)?.value ?? null),
    ...countCells(language, figure),
  ];
}

/** The same as lines: first answer and resolution, with a gap where there is none. */
export function monthsChart(viewing: Viewing, { months }: Pick<PageFigures, 'months'>): LineChartProps {
  const { language, scope, promise } = viewing;
  const { figures: words } = monitorWordsOf(language);
  const wanted = monthsOf(scope.period);
  const labels = wanted.map((month) => showMonth(language, month));
  const lines = [
    { name: words.lineAnswer, daysOf: answerDays },
    { name: words.lineResolved, daysOf: resolveDays },
  ].map(({ name, daysOf }) => ({
    name,
    values: wanted.map((month) => daysOf(viewing, months.get(month) ?? NOTHING)?.value ?? null),
  }));
  const said = lines.map(({ name, values }) => {
    const told = values.map((value, index) =>
      value === null ? [] : [`${labels[index]} ${showNumber(language, value, 1)}`],
    );
    return `${name}: ${told.flat().join(', ')}.`;
  });
  return {
    language,
    name: 'months',
    title: titleOf(viewing),
    description: said.join(' '),
    months: labels,
    lines,
    promise: promise === null ? null : { value: promise, text: words.promise(showNumber(language, promise, 1)) },
  };
}

function titleOf({ language, scope }: Viewing): string {
  const { figures: words } = monitorWordsOf(language);
  return scope.times === 'calendar' ? words.calendarByMonth : words.workingByMonth;
}
