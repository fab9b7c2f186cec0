import { localDay } from '../grievances/local-day.ts';
import { instantOf } from '../grievances/working-time.ts';
import type { Programme } from '../routing/programme.ts';

const DAY_MS = 86_400_000;

/**
 * `quietUntil` for many moments of one stretch of time: the nights are worked out once.
 *
 * @returns when the quiet hours end in which a moment of the stretch lies; null: they are not
 */
export function createQuiet(
  { calendar: { timeZone }, quietHours: { fromMinute, toMinute } }: Pick<Programme, 'calendar' | 'quietHours'>,
  from: Date,
  to: Date,
): (at: Date) => Date | null {
  const nights: { from: Date; to: Date }[] = [];
  const last = Date.parse(localDay(to, timeZone));
  for (let dayMs = Date.parse(localDay(from, timeZone)) - DAY_MS; dayMs <= last; dayMs += DAY_MS) {
    const day = isoDay(dayMs);
    const endDay = toMinute <= fromMinute ? isoDay(dayMs + DAY_MS) : day;
    nights.push({ from: instantOf(timeZone, day, fromMinute), to: instantOf(timeZone, endDay, toMinute) });
  }
  return (at) => {
    let low = 0;
    let high = nights.length - 1;
    // The last night that has begun by then.
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((nights[middle]?.from ?? to) <= at) low = middle;
      else high = middle - 1;
    }
    const night = nights[low];
    return night && night.from <= at && at < night.to ? night.to : null;
  };
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
