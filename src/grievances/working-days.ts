import { IANAZone } from 'luxon';
import { type Calendar, DAYS, type WeeklyHours } from '../routing/programme.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * How many working days come after the local day of `from`, up to and with the local day of `to`: what people mean by "two
 * working days late". A day counts where the office works on it at all. 0 when `to` is not on a later day.
 *
 * @param hours the office's own hours; null: the calendar's
 * @throws when the time zone is unknown
 */
export function workingDaysAfter(calendar: Calendar, hours: WeeklyHours | null, from: Date, to: Date): number {
  const zone = IANAZone.create(calendar.timeZone);
  if (!zone.isValid) throw new Error(`unknown time zone ${calendar.timeZone}`);
  const week = hours ?? calendar.hours;
  const last = dayNumber(zone, to);
  let count = 0;
  for (let day = dayNumber(zone, from) + 1; day <= last; day += 1) {
    // 1 January 1970 was a Thursday, the fourth of DAYS.
    const name = DAYS[(((day + 3) % 7) + 7) % 7];
    const isOpen = name !== undefined && week[name].length > 0;
    if (isOpen && !calendar.holidays.has(new Date(day * DAY_MS).toISOString().slice(0, 10))) count += 1;
  }
  return count;
}

/** Days since 1 January 1970, of the local calendar. */
function dayNumber(zone: IANAZone, at: Date): number {
  const atMs = at.getTime();
  return Math.floor((atMs + zone.offset(atMs) * MINUTE_MS) / DAY_MS);
}
