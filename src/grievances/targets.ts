import { DateTime } from 'luxon';
import type { Calendar, ResponseTargets, WeeklyHours } from '../routing/programme.ts';
import { addWorkingHours } from './working-time.ts';

/** When an answer, and the end of the matter, are owed. */
export interface DueTimes {
  readonly respondBy: Date;
  /** The earlier of the promised hours and `legalBy`. */
  readonly resolveBy: Date;
  /** The last millisecond of the last local day a law allows; null where no such law is known. */
  readonly legalBy: Date | null;
}

const HOUR_MS = 3_600_000;

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
  const after = (hours: number): Date =>
    targets.clock === 'working'
      ? addWorkingHours(calendar, officeHours, from, hours)
      : new Date(from.getTime() + Math.round(hours * HOUR_MS));
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
