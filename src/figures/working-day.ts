import { DAYS, type WeeklyHours } from '../routing/programme.ts';

/** How long a working day of these hours is, in minutes: the mean of the days on which anybody works. */
export function workingDayMinutes(hours: WeeklyHours): number {
  const days = DAYS.map((day) => hours[day].reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0));
  const worked = days.filter((minutes) => minutes > 0);
  return worked.length === 0 ? 24 * 60 : worked.reduce((sum, minutes) => sum + minutes, 0) / worked.length;
}
