import type { FigureTable } from '../parts/figure-table.ts';
import type { HeatTable } from '../parts/heat.ts';
import type { LineChartProps } from '../parts/line-chart.tsx';
import type { PageFigures } from './read-page-figures.ts';
import { summarise, summaryTable, type Told } from './summarise.ts';
import { lateTable } from './view-late.ts';
import { monthsChart, monthsTable } from './view-months.ts';
import { officeTables } from './view-offices.ts';
import { outcomesTable } from './view-outcomes.ts';
import { partsTable } from './view-parts.ts';
import type { Viewing } from './viewing.ts';

/** All that a page of response times shows, as the tables and charts that its files are made of too. */
export interface FiguresView {
  readonly summary: readonly Told[];
  readonly summaryTable: FigureTable;
  readonly chart: LineChartProps;
  readonly months: FigureTable;
  readonly league: FigureTable | null;
  readonly unranked: FigureTable | null;
  readonly areas: FigureTable | null;
  readonly categories: FigureTable | null;
  readonly heat: HeatTable;
  /** How many reports were late. */
  readonly late: number;
  readonly outcomes: FigureTable;
  readonly promise: number | null;
}

/** What a page says of the figures it has read. */
export function viewFigures(viewing: Viewing, figures: PageFigures): FiguresView {
  const summary = summarise(viewing, figures);
  return {
    summary,
    summaryTable: summaryTable(viewing, figures, summary),
    chart: monthsChart(viewing, figures),
    months: monthsTable(viewing, figures),
    ...officeTables(viewing, figures),
    areas: partsTable(viewing, 'area', figures.areas),
    categories: partsTable(viewing, 'category', figures.categories),
    heat: lateTable(viewing, figures),
    late: figures.whole.late,
    outcomes: outcomesTable(viewing, figures),
    promise: viewing.promise,
  };
}
