import type { FigureTable } from '../parts/figure-table.ts';
import type { LineChartProps } from '../parts/line-chart.tsx';

/** Which rows of a long table are shown. */
export interface Paging {
  /** From 1 on. */
  readonly page: number;
  readonly pages: number;
  /** Rows of a whole page. */
  readonly size: number;
}

/** One part of a page of figures as data: its table, perhaps drawn over months above it, or what it says where there is nothing. */
export interface SectionView {
  /** The id of its heading, and how the address of its files calls it. */
  readonly name: string;
  readonly title: string;
  readonly about?: string | undefined;
  /** Null: there is nothing to show. */
  readonly table: FigureTable | null;
  readonly chart?: LineChartProps | undefined;
  /** What is said in the place of a table, or below it. */
  readonly remark?: string | undefined;
  /** Its table is a page of a longer one, whole in its file; left out: all rows are there. */
  readonly pages?: Paging | undefined;
}
