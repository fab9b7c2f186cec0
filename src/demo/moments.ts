import { IANAZone } from 'luxon';
import { localDay } from '../grievances/local-day.ts';
import type { Locale } from '../locales/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * `showMoment` for very many moments of one zone, some ten times as quick: the offset of each hour is asked for once.
 *
 * @throws {Error} when the time zone is unknown
 */
export function createMoments(timeZone: string): (locale: Locale, at: Date) => string {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new Error(`unknown time zone ${timeZone}`);
  const offsets = new Map<number, number>();
  return (locale, at) => {
    // Clocks are changed at a full hour of UTC.
    const hour = Math.floor(at.getTime() / HOUR_MS);
    const offset = offsets.get(hour) ?? zone.offset(hour * HOUR_MS);
    offsets.set(hour, offset);
    const local = new Date(at.getTime() + offset * MINUTE_MS);
    const weekday = locale.weekdays[(local.getUTCDay() + 6) % 7] ?? '';
    const month = locale.months[local.getUTCMonth()] ?? '';
    const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
    return `${weekday} ${local.getUTCDate()} ${month} ${time}`;
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** No zone's day begins but at a full quarter of an hour of UTC. */
const QUARTER_MS = 15 * MINUTE_MS;

/** `localDay` for very many moments of one zone: each quarter of an hour is asked for once. */
export function createDays(timeZone: string): (at: Date) => string {
  const days = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at.getTime() / QUARTER_MS);
    const day = days.get(quarter) ?? localDay(at, timeZone);
    days.set(quarter, day);
    return day;
  };
}
