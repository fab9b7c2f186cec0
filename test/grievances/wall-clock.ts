import { DateTime } from 'luxon';
import { type Calendar, DAYS, type WeeklyHours } from '../../src/routing/programme.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Working time counted the slow way: every minute of two years is looked at, whether the clock on the wall shows working time
 * in it. Shares nothing with `src/grievances/working-time.ts` but the hours and the holidays.
 */
export interface WallClock {
  /** Milliseconds worked from the begin of the table to a moment. */
  worked(at: number): number;
  /** The first moment at which so much has been worked. */
  reached(workedMs: number): number;
  /** The last moment at which no more than that has been worked. */
  passed(workedMs: number): number;
}

/** @param from the hour at which the table begins, and `to` at which it ends: both whole hours */
export function readWallClock(calendar: Calendar, hours: WeeklyHours | null, from: Date, to: Date): WallClock {
  const beginMs = from.getTime();
  const minutes = (to.getTime() - beginMs) / MINUTE_MS;
  const works = new Uint8Array(minutes);
  const before = new Float64Array(minutes + 1);
  for (let hour = 0; hour < minutes / 60; hour += 1) {
    // The zones of the three programmes change by whole hours, on whole hours.
    const local = DateTime.fromMillis(beginMs + hour * HOUR_MS, { zone: calendar.timeZone });
    const day = DAYS[local.weekday - 1] ?? 'mon';
    const spans = calendar.holidays.has(local.toISODate() ?? '') ? [] : (hours ?? calendar.hours)[day];
    for (let minute = 0; minute < 60; minute += 1) {
      const shown = local.hour * 60 + minute;
      const index = hour * 60 + minute;
      works[index] = spans.some(({ fromMinute, toMinute }) => fromMinute <= shown && shown < toMinute) ? 1 : 0;
      before[index + 1] = (before[index] ?? 0) + (works[index] ?? 0) * MINUTE_MS;
    }
  }
  const find = (isThere: (workedMs: number) => boolean): number => {
    let low = 0;
    let high = minutes;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isThere(before[middle + 1] ?? Number.NaN)) high = middle;
      else low = middle + 1;
    }
    if (low === minutes) throw new Error('behind the end of the table');
    return low;
  };
  const within = (index: number, workedMs: number) =>
    beginMs + index * MINUTE_MS + Math.max(0, workedMs - (before[index] ?? Number.NaN));
  return {
    worked: (at) => {
      const index = Math.floor((at - beginMs) / MINUTE_MS);
      return (before[index] ?? Number.NaN) + (works[index] ?? 0) * (at - beginMs - index * MINUTE_MS);
    },
    reached: (workedMs) =>
      within(
        find((sum) => sum >= workedMs),
        workedMs,
      ),
    passed: (workedMs) =>
      within(
        find((sum) => sum > workedMs),
        workedMs,
      ),
  };
}

/** The same for promises that count every hour. */
export const EVERY_HOUR: WallClock = {
  worked: (at) => at,
  reached: (workedMs) => workedMs,
  passed: (workedMs) => workedMs,
};

/** The last millisecond of the local day so many days after the one of a moment. */
export function endOfDayAfter(timeZone: string, at: number, days: number): number {
  const begin = DateTime.fromMillis(at, { zone: timeZone }).startOf('day');
  return (
    begin
      .plus({ days: days + 1 })
      .startOf('day')
      .toMillis() - 1
  );
}
