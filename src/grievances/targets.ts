import { DateTime } from 'luxon';
import type { Calendar, ResponseTargets, WeeklyHours } from '../routing/programme.ts';
import { addWorkingHours, workingMinutesBetween } from './working-time.ts';

/** When an answer, and the end of the matter, are owed. */
export interface DueTimes {
  readonly respondBy: Date;
  /** The earlier of the promised hours and `legalBy`. */
  readonly resolveBy: Date;
  /** The last millisecond of the last local day a law allows; null where no such law is known. */
  readonly legalBy: Date | null;
}

const HOUR_MINUTES = 60;
const MINUTE_MS = 60_000;

/** What time a promise counts: the working time of an office, or every minute. */
export interface PromiseClock {
  readonly calendar: Calendar;
  /** The office's own; null: the calendar's. */
  readonly hours: WeeklyHours | null;
  readonly counts: ResponseTargets['clock'];
}

/** The moment at which so many minutes of a clock have passed since `from`; 0 or more. */
export function addOnClock({ calendar, hours, counts }: PromiseClock, from: Date, minutes: number): Date {
  return counts === 'working'
    ? addWorkingHours(calendar, hours, from, minutes / HOUR_MINUTES)
    : new Date(from.getTime() + Math.round(minutes * MINUTE_MS));
}

/** Minutes of a clock from `from` up to `to`; 0 when `to` is not after `from`. */
export function minutesOnClock({ calendar, hours, counts }: PromiseClock, from: Date, to: Date): number {
  if (counts === 'working') return workingMinutesBetween(calendar, hours, from, to);
  return Math.max(0, to.getTime() - from.getTime()) / MINUTE_MS;
}

/**
 * The due times of a grievance that an office has from `from` on. `respondBy <= resolveBy <= legalBy`.
 *
 * A law's days are calendar days in local time, weekends and holidays among them. The day of receipt is not counted, and
 * the last one counts to its end: 21 days from 3 March, whatever the hour, end with 24 March.
 *
 * @param officeHours the office's own hours; null: the calendar's
 * @throws as `addWorkingHours`
 */
export function dueTimes(
  calendar: Calendar,
  officeHours: WeeklyHours | null,
  targets: ResponseTargets,
  from: Date,
): DueTimes {
  const clock = { calendar, hours: officeHours, counts: targets.clock };
  const after = (hours: number): Date => addOnClock(clock, from, hours * HOUR_MINUTES);
  const legalBy = targets.legalDays === null ? null : endOfLocalDay(calendar.timeZone, from, targets.legalDays);
  const resolveBy = earlier(after(targets.resolveHours), legalBy);
  return { respondBy: earlier(after(targets.firstAnswerHours), resolveBy), resolveBy, legalBy };
}

function endOfLocalDay(timeZone: string, from: Date, daysLater: number): Date {
  const end = DateTime.fromJSDate(from, { zone: timeZone }).plus({ days: daysLater }).endOf('day');
  if (!end.isValid) throw new Error(`unknown time zone ${timeZone}`);
  return end.toJSDate();
}

function earlier(a: Date, b: Date | null): Date {
  return b !== null && b < a ? b : a;
}
