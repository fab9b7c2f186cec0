import { DateTime } from 'luxon';
import { z } from 'zod';
import { localDay } from '../grievances/local-day.ts';
import { invalid } from './parse-input.ts';

/** Nothing here is older, and PostgreSQL knows no year 0. */
const FIRST_DAY = '2000-01-01';
const day = z.iso
  .date({ abort: true })
  .refine((given) => given >= FIRST_DAY, `Must be ${FIRST_DAY} or later: no report is older.`);

/** `from` and `to` of a query: days in the programme's time zone. */
export const periodFields = {
  from: day.optional().describe("First day, in the programme's time zone."),
  to: day.optional().describe('The day after the last one.'),
};

/** The first moment of a day (ISO date) in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).startOf('day').toJSDate();
}

/** @throws {AppError} `invalid` when both are given and no day lies between them */
export function requireOrder(period: { from?: string | undefined; to?: string | undefined }): void {
  if (period.from === undefined || period.to === undefined || period.from < period.to) return;
  throw invalid([{ path: 'to', message: 'Must be after `from`: it is the day after the last one.' }]);
}

/**
 * The days `[from, to)` of a query; what it leaves open is filled in: to the end of today, from the first day of the
 * month eleven months before the last day, so that it is twelve months with the last one.
 */
export function fillPeriod(
  given: { from?: string | undefined; to?: string | undefined },
  now: Date,
  timeZone: string,
): { from: string; to: string } {
  requireOrder(given);
  const to = given.to ?? daysAfter(localDay(now, timeZone), 1);
  const lastMonth = DateTime.fromISO(daysAfter(to, -1), { zone: 'utc' }).startOf('month');
  const from = given.from ?? lastMonth.minus({ months: 11 }).toFormat('yyyy-MM-dd');
  requireOrder({ from, to });
  return { from, to };
}

function daysAfter(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}
