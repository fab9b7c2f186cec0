import { DateTime } from 'luxon';
import { type Calendar, DAYS, type WeeklyHours } from '../routing/programme.ts';
import { localDay } from './local-day.ts';
import { workingSpansOn } from './working-time.ts';

/** `later`: her day has not begun yet. `past`: it is no working day of hers, or its morning is over. */
export type DigestTime = 'later' | 'now' | 'past';

/**
 * Whether it is time for the digest of somebody with these hours: from the begin of the first working span of the day to its
 * end. After that the day has shown her what there is.
 *
 * @param hours her own or her office's; null: the calendar's
 */
export function digestTime(calendar: Calendar, hours: WeeklyHours | null, now: Date): DigestTime {
  const [first] = workingSpansOn(calendar, hours, localDay(now, calendar.timeZone));
  if (first === undefined || now >= first.to) return 'past';
  return now < first.from ? 'later' : 'now';
}

/** Weeks begin on Monday where no day of the week is closed. */
const MONDAY = 1;

/**
 * Whether a local day is the first working day of a week: the first after a closed day of the week that is no holiday.
 *
 * @param day ISO date
 */
export function isFirstOfWeek(calendar: Calendar, day: string): boolean {
  const hasClosedDay = DAYS.some((name) => calendar.hours[name].length === 0);
  const isWeekEnd = (at: DateTime) => (hasClosedDay ? isClosed(calendar, at) : at.plus({ days: 1 }).weekday === MONDAY);
  const today = DateTime.fromISO(day, { zone: 'utc' });
  if (isClosed(calendar, today) || calendar.holidays.has(day)) return false;
  for (let before = today.minus({ days: 1 }); !isWeekEnd(before); before = before.minus({ days: 1 })) {
    if (!calendar.holidays.has(before.toFormat('yyyy-MM-dd'))) return false;
  }
  return true;
}

function isClosed({ hours }: Calendar, at: DateTime): boolean {
  const name = DAYS[at.weekday - 1];
  return name === undefined || hours[name].length === 0;
}
