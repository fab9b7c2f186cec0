import { DateTime } from 'luxon';
import type { Programme } from '../routing/programme.ts';
import { localDay } from './local-day.ts';
import { instantOf } from './working-time.ts';

/**
 * When the quiet hours of a programme end in which `at` lies; null: they are not. They go by the clock on the wall, from the
 * first moment it shows their begin to the first at which it shows their end, also in a night in which it is put on or back.
 */
export function quietUntil(
  { calendar, quietHours }: { calendar: Pick<Programme['calendar'], 'timeZone'> } & Pick<Programme, 'quietHours'>,
  at: Date,
): Date | null {
  const { timeZone } = calendar;
  const { fromMinute, toMinute } = quietHours;
  const today = localDay(at, timeZone);
  const endsNextDay = toMinute <= fromMinute;
  for (const begun of endsNextDay ? [dayAfter(today, -1), today] : [today]) {
    const from = instantOf(timeZone, begun, fromMinute);
    const to = instantOf(timeZone, endsNextDay ? dayAfter(begun, 1) : begun, toMinute);
    if (from <= at && at < to) return to;
  }
  return null;
}

/** The ISO date so many days after another. */
function dayAfter(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}
