import { DateTime } from 'luxon';
import type { PublishedSoFar } from '../../db/releases.ts';
import type { Programme } from '../../routing/programme.ts';
import { CLOSED_DAYS } from './build-release.ts';

/** What is to be published of a programme now. */
export interface Due {
  /** Months without a release that has to be there, oldest first, as `2026-10`. */
  readonly months: readonly string[];
  /** The day that is over and has no digest: `2026-11-22`. Days before that were missed stay so. */
  readonly day: string | null;
  /** Months that are over and of which the report cards are to be counted, as their first and last day. */
  readonly cards: CardMonths | null;
}

/** The months of report cards, as their first and last day. */
export interface CardMonths {
  readonly from: string;
  readonly until: string;
}

const CARD_MONTHS = 12;

/** The twelve months that end on this day, the last one of a month. */
export function cardMonths(until: string): CardMonths {
  const from = DateTime.fromISO(until, { zone: 'utc' })
    .startOf('month')
    .minus({ months: CARD_MONTHS - 1 });
  return { from: from.toFormat('yyyy-MM-dd'), until };
}

/** The last day of the month that was over last. */
export function lastMonthEnd(today: string): string {
  return DateTime.fromISO(today, { zone: 'utc' }).startOf('month').minus({ days: 1 }).toFormat('yyyy-MM-dd');
}

/**
 * A month is due 30 days after its end, by the programme's clock: what was filed on its last day had that long to be answered. Then
 * every month is made once, also one without a report, so that a missing one is not a sign.
 */
export function dueOf({ calendar }: Pick<Programme, 'calendar'>, published: PublishedSoFar, now: Date): Due {
  const local = DateTime.fromJSDate(now, { zone: calendar.timeZone });
  const months: string[] = [];
  const newest = published.months.at(-1);
  const first = newest === undefined ? published.firstMonth : newest;
  if (first !== null && !published.isBehind) {
    let month = DateTime.fromISO(first, { zone: calendar.timeZone });
    if (newest !== undefined) month = month.plus({ months: 1 });
    for (; month.plus({ months: 1 }).plus({ days: CLOSED_DAYS }) <= local; month = month.plus({ months: 1 })) {
      months.push(month.toFormat('yyyy-MM'));
    }
  }
  const yesterday = local.minus({ days: 1 }).toISODate() ?? '';
  const isOpen = published.hasChain && (published.lastDay === null || published.lastDay < yesterday);
  const end = lastMonthEnd(local.toISODate() ?? '');
  const areCounted = !published.hasRatings || (published.cardsUntil !== null && published.cardsUntil >= end);
  return { months, day: isOpen ? yesterday : null, cards: areCounted ? null : cardMonths(end) };
}
