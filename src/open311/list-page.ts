import { DateTime } from 'luxon';
import {
  countListed,
  type ListedCell,
  type PublicFilter,
  type PublicRequest,
  type PublicScope,
  readListed,
} from '../db/open311-requests.ts';
import type { Deps } from '../deps.ts';

/** Of what a page is: `from` until before `to`, in local days. */
export interface PageFilter extends PublicFilter {
  readonly limit: number;
  readonly offset: number;
}

/** Of so many days a page is read, then of twice as many, and so on; but never of two months at once. */
const FIRST_DAYS = 4;
/** What is skipped is counted by months, the one in which the page begins by halves of it. */
const MONTH_DAYS = 31;

/**
 * One page of the reports of these cells, the newest day first. It goes back over the days in strides, counts those it skips, and ends where the
 * page is full: a page costs what it shows, not what a quarter of a year holds.
 */
export async function listPage(
  { db }: Pick<Deps, 'db'>,
  scope: PublicScope,
  { limit, offset, ...filter }: PageFilter,
  cells: readonly ListedCell[],
): Promise<PublicRequest[]> {
  const page: PublicRequest[] = [];
  let skip = offset;
  let days = skip === 0 ? FIRST_DAYS : MONTH_DAYS;
  let end = filter.to;
  while (end > filter.from && page.length < limit) {
    const begin = strideBefore(end, days, filter.from);
    const own = cells.filter(({ month }) => begin.startsWith(month));
    const stride = { ...filter, from: begin, to: end };
    const passed = skip === 0 || own.length === 0 ? 0 : await countListed(db, scope, stride, own);
    if (passed > skip && days > FIRST_DAYS) {
      days = Math.max(FIRST_DAYS, Math.floor(days / 2));
      continue;
    }
    if (own.length > 0 && passed >= skip) {
      page.push(...(await readListed(db, scope, { ...stride, limit: limit - page.length, offset: skip }, own)));
      if (skip === 0) days *= 2;
      skip = 0;
    } else skip -= passed;
    end = begin;
  }
  return page;
}

/** The first day of the stride that ends before `end`: so many days before, in the same month and not before `from`. */
function strideBefore(end: string, days: number, from: string): string {
  const last = DateTime.fromISO(end, { zone: 'utc' }).minus({ days: 1 });
  const first = DateTime.max(last.minus({ days: days - 1 }), last.startOf('month')).toFormat('yyyy-MM-dd');
  return first > from ? first : from;
}
