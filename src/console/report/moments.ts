import { DateTime } from 'luxon';
import type { Voice } from '../../grievances/texts.ts';
import type { Programme } from '../../routing/programme.ts';

/** A moment with its year, in the programme's time zone: `Thu 19 Nov 2026, 17:00`. */
export function showFullMoment(programme: Programme, { locale }: Voice, at: Date): string {
  const local = DateTime.fromJSDate(at, { zone: programme.calendar.timeZone });
  const weekday = locale.weekdays[local.weekday - 1] ?? '';
  const month = locale.months[local.month - 1] ?? '';
  return `${weekday} ${local.day} ${month} ${local.year}, ${local.toFormat('HH:mm')}`;
}
