/** A stretch of whole months. */
export interface Period {
  /** The first day of the first month and of the month after the last: `2026-01-01`. */
  readonly from: string;
  readonly to: string;
  readonly months: number;
}

/** The first day of the month that is some months after this one; of a first day. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + count;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

/** How many months after one month another is; of first days. */
export function monthsBetween(from: string, to: string): number {
  const at = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return at(to) - at(from);
}

/** The months from `first` to `last`, both with it; of first days. */
export function periodOf(first: string, last: string): Period {
  const to = addMonths(last, 1);
  return { from: first, to, months: monthsBetween(first, to) };
}

/** As many months right before it. */
export function periodBefore({ from, months }: Period): Period {
  return { from: addMonths(from, -months), to: from, months };
}

/** The first days of its months, in order. */
export function monthsOf({ from, months }: Period): string[] {
  return Array.from({ length: months }, (_, index) => addMonths(from, index));
}

/** The last month of a period, by its first day. */
export function lastMonthOf({ to }: Period): string {
  return addMonths(to, -1);
}

/**
 * A month as somebody typed it, `2026-03`, `2026/3` or `03.2026`, as its first day. Null: it is none.
 */
export function readMonth(typed: string): string | null {
  const found = /^(\d{4})[-/. ](\d{1,2})$/.exec(typed.trim()) ?? /^(\d{1,2})[-/. ](\d{4})$/.exec(typed.trim());
  if (found === null) return null;
  const [year = '', month = ''] = found[1]?.length === 4 ? [found[1], found[2]] : [found[2], found[1]];
  if (Number(month) < 1 || Number(month) > 12 || Number(year) < 2000) return null;
  return `${year}-${month.padStart(2, '0')}-01`;
}
