import type { Metric } from '../../db/count-cells.ts';
import { medianRange, percentile, type TimeCounts } from '../../figures/time-buckets.ts';
import { workingDayMinutes } from '../../figures/working-day.ts';
import type { Category, Programme } from '../../routing/programme.ts';
import type { Bar } from '../parts/figure-table.ts';
import type { Scope } from '../scope/read-scope.ts';

/** How times are measured on a page. */
export interface Measure {
  readonly answer: Metric;
  readonly resolve: Metric;
  /** How long one day is, in minutes. */
  readonly dayMinutes: number;
}

const CALENDAR_DAY_MINUTES = 1440;

/** Working days are as long as a working day of the programme is on average; calendar days have 24 hours. */
export function measureOf(programme: Programme, times: Scope['times']): Measure {
  return times === 'calendar'
    ? { answer: 'answer_elapsed', resolve: 'resolve_elapsed', dayMinutes: CALENDAR_DAY_MINUTES }
    : { answer: 'answer_worked', resolve: 'resolve_worked', dayMinutes: workingDayMinutes(programme.calendar.hours) };
}

/** The titles of tables that are measured so. */
export function byWords(times: Scope['times']): 'calendarBy' | 'workingBy' {
  return times === 'calendar' ? 'calendarBy' : 'workingBy';
}

/** The median of some times and where it truly lies, in days. Null: there are none. */
export function medianDays(counts: TimeCounts | undefined, dayMinutes: number): Bar | null {
  if (counts === undefined) return null;
  const median = percentile(counts, 0.5);
  if (median === null) return null;
  const range = medianRange(counts);
  return { value: median / dayMinutes, range: range === null ? null : [range[0] / dayMinutes, range[1] / dayMinutes] };
}

/** The promised time to the first answer, in days of the measure; null: the categories promise different ones, or by another clock. */
export function promisedDays(programme: Programme, category: Category | null, times: Scope['times']): number | null {
  const meant = category === null ? programme.topCategories : [category];
  const all = meant.flatMap(leavesOf).filter(({ stream }) => stream === 'ordinary');
  const clock = times === 'calendar' ? 'elapsed' : 'working';
  const promised = new Set(all.map(({ targets }) => (targets.clock === clock ? targets.firstAnswerHours : null)));
  const [hours] = promised;
  if (promised.size !== 1 || hours === undefined || hours === null) return null;
  return (hours * 60) / measureOf(programme, times).dayMinutes;
}

function leavesOf(category: Category): readonly Category[] {
  return category.children.length === 0 ? [category] : category.children;
}
