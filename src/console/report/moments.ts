import { DateTime } from 'luxon';
import type { Voice } from '../../grievances/texts.ts';
import type { Programme } from '../../routing/programme.ts';

/** The time on the clock, in the programme's time zone: `07:00`. */
export function showTime(programme: Programme, at: Date): string {
  return DateTime.fromJSDate(at, { zone: programme.calendar.timeZone }).toFormat('HH:mm');
}

/** A moment with its year, in the programme's time zone: `Thu 19 Nov 2026, 17:00`. */
export function showFullMoment(programme: Programme, { locale }: Voice, at: Date): string {
  const local = DateTime.fromJSDate(at, { zone: programme.calendar.timeZone });
  const weekday = locale.weekdays[local.weekday - 1] ?? '';
  const month = locale.months[local.month - 1] ?? '';
  return `${weekday} ${local.day} ${month} ${local.year}, ${local.toFormat('HH:mm')}`;
}
