/** A table of how many by row and month; the darker, the more. */
export interface HeatTable {
  readonly name: string;
  readonly title: string;
  readonly head: string;
  /** Of the columns: as short as they fit, and in full. */
  readonly months: readonly { readonly short: string; readonly full: string }[];
  readonly rows: readonly { readonly name: string; readonly href?: string; readonly values: readonly number[] }[];
}

/** How many shades there are above white. */
export const SHADES = 4;

/** The shade of a number: 0 for none, up to `SHADES` for the largest of the table. */
export function shadeOf(value: number, max: number): number {
  return value <= 0 || max <= 0 ? 0 : Math.min(SHADES, Math.ceil((value / max) * SHADES));
}

/** The largest number of a table. */
export function mostOf({ rows }: Pick<HeatTable, 'rows'>): number {
  return rows.reduce((most, { values }) => Math.max(most, ...values), 0);
}

/** Its lines for a spreadsheet, headings first. */
export function linesOfHeat({ head, months, rows }: HeatTable): string[][] {
  return [[head, ...months.map(({ full }) => full)], ...rows.map(({ name, values }) => [name, ...values.map(String)])];
}
