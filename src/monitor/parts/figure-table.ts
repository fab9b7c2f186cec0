/** A table of figures: what a page shows, its CSV holds and its picture draws are the same rows. */
export interface FigureTable {
  /** How the address of its files calls it, and the id of its heading. */
  readonly name: string;
  readonly title: string;
  /** Heading of the first column. */
  readonly head: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureLine[];
  /** Whether each row has a bar after its name. */
  readonly bars?: BarScale;
}

export interface BarScale {
  /** What the whole width stands for. */
  readonly max: number;
  /** Where the dotted line stands; null: nowhere. */
  readonly promise: number | null;
}

export interface FigureColumn {
  readonly text: string;
  /** Headings in a file, where the column is several there. */
  readonly csv?: readonly string[];
  /** Words, not a figure: from the left. */
  readonly isText?: boolean;
}

export interface FigureLine {
  readonly name: string;
  readonly href?: string;
  readonly bar?: Bar | null;
  /** One for each column. */
  readonly cells: readonly FigureCell[];
}

/** A figure and where it truly lies with 95 % certainty; null: nobody can say. */
export interface Bar {
  readonly value: number;
  readonly range: readonly [number, number] | null;
}

/** What is read, and what a file holds: figures with a decimal point and without unit, so that they can be counted with. */
export interface FigureCell {
  readonly text: string;
  readonly csv: readonly string[];
}

/** A cell that reads and files alike. */
export function plainCell(text: string): FigureCell {
  return { text, csv: [text] };
}

/** The longest interval that decides how long bars are, in lengths of the longest bar: one wild guess must not flatten all others. */
const LONGEST_RANGE = 2;

/** A scale that every bar of these fits on. */
export function scaleOf(bars: readonly (Bar | null)[], promise: number | null): BarScale {
  const known = bars.filter((bar) => bar !== null);
  const longest = Math.max(0, ...known.map(({ value }) => value));
  const ends = known.map(({ range }) => Math.min(range?.[1] ?? 0, longest * LONGEST_RANGE));
  return { max: Math.max(longest, ...ends, promise ?? 0) || 1, promise };
}

/** Its lines for a spreadsheet, headings first. */
export function linesOfTable({ head, columns, rows }: FigureTable): string[][] {
  return [
    [head, ...columns.flatMap(({ text, csv }) => csv ?? [text])],
    ...rows.map(({ name, cells }) => [name, ...cells.flatMap(({ csv }) => csv)]),
  ];
}
