import { DateTime } from 'luxon';
import type { z } from 'zod';
import type { Grouping, ResponseTimes } from '../db/response-times.ts';
import { NO_TIMES, percentile, type TimeCounts } from '../figures/time-buckets.ts';
import { type Names, nameIn } from '../routing/programme.ts';
import type { SCHEMAS } from './schemas.ts';
import type { SummedGroup } from './summed-times.ts';

type Item = z.output<typeof SCHEMAS.ResponseTimes>;

/** A group as the reports themselves say. */
export function presentExact(groupBy: Grouping, row: ResponseTimes): Item {
  return {
    group: { code: row.code, name: nameOf(groupBy, row) },
    received: row.received,
    answered: row.answered,
    resolved: row.resolved,
    overdue: row.overdue,
    first_answer_hours: { median: row.first_answer_median, p90: row.first_answer_p90 },
    resolution_hours: { median: row.resolution_median, p90: row.resolution_p90 },
    confirmed: row.confirmed,
    disputed: row.disputed,
    silent: row.silent,
  };
}

/** A group as sums say. @param waiting late ones that are not in the sums */
export function presentSummed(groupBy: Grouping, group: SummedGroup, waiting: number): Item {
  const { received, answered, resolved, late, confirmed, disputed, silent, times } = group.figure;
  return {
    group: { code: group.code, name: nameOf(groupBy, group) },
    received,
    answered,
    resolved,
    overdue: late + waiting,
    first_answer_hours: hoursOf(times.answer_elapsed),
    resolution_hours: hoursOf(times.resolve_elapsed),
    confirmed,
    disputed,
    silent,
  };
}

function hoursOf(counts: TimeCounts = NO_TIMES): Item['first_answer_hours'] {
  const hours = (part: number) => {
    const minutes = percentile(counts, part);
    return minutes === null ? null : Number((minutes / 60).toFixed(2));
  };
  return { median: hours(0.5), p90: hours(0.9) };
}

function nameOf(groupBy: Grouping, { code, names }: { code: string | null; names: Names | null }): string {
  if (names !== null) return nameIn(names, 'en');
  if (groupBy === 'month' && code !== null) return DateTime.fromISO(code, { locale: 'en' }).toFormat('LLLL yyyy');
  return 'No office yet';
}
