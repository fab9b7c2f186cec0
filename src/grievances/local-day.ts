import { DateTime } from 'luxon';

/** The day a moment falls on in a time zone, as an ISO date. */
export function localDay(moment: Date, timeZone: string): string {
  return DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/** When the day of a moment began in a time zone. */
export function startOfDay(moment: Date, timeZone: string): Date {
  return DateTime.fromJSDate(moment, { zone: timeZone }).startOf('day').toJSDate();
}
