import { z } from 'zod';
import { makeStorable } from '../../encoding.ts';

/** Longer than any code or month. */
const LONGEST = 100;

const typed = z
  .string()
  .catch('')
  .transform((text) => makeStorable(text).trim().slice(0, LONGEST));

/** What the address of a page of the monitor may say, as it was typed. What is not there is empty. */
export const scopeQuery = z.object({
  from: typed,
  to: typed,
  area: typed,
  office: typed,
  category: typed,
  unit: typed,
  times: typed,
  /** `all`: every row of a long table. */
  rows: typed,
  /** Of a table that comes page by page. */
  page: typed,
  as: typed,
  table: typed,
  chart: typed,
});
export type Asked = z.output<typeof scopeQuery>;

/** What a page can be asked for, besides its months. */
export type ScopeField = 'area' | 'office' | 'category' | 'unit' | 'times';
const FIELDS: readonly ScopeField[] = ['area', 'office', 'category', 'unit', 'times'];

/** Only what a page knows: something that came along from another page must not stand above figures that are not of it. */
export function knownOf(
  asked: Asked,
  page: { readonly fields: readonly ScopeField[]; readonly hasPeriod: boolean },
): Asked {
  const foreign = FIELDS.filter((name) => !page.fields.includes(name)).map((name) => [name, '']);
  return { ...asked, ...Object.fromEntries(foreign), ...(page.hasPeriod ? {} : { from: '', to: '' }) };
}

/** The address of a page of the monitor with something changed. Files and long tables have to be asked for again. */
export function monitorHref(path: string, asked: Asked, change: Partial<Asked>): string {
  const wanted = { ...asked, rows: '', page: '', as: '', table: '', chart: '', ...change };
  const search = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')).toString();
  return search === '' ? path : `${path}?${search}`;
}
