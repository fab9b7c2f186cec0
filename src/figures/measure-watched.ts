import type { Kysely } from 'kysely';
import { readBacklog } from '../db/read-backlog.ts';
import { readFigures } from '../db/read-figures.ts';
import type { Database, WatchMeasure } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import { NO_TIMES, percentile } from './time-buckets.ts';
import { workingDayMinutes } from './working-day.ts';

/** Fewer answers or outcomes say nothing about an office. */
export const FEWEST_TO_WATCH = 10;

/** What is measured of an office; null: too little is known to say. */
export type Measured = ReadonlyMap<string, number | null>;

/** Which reports are looked at, by the month of filing: as `FigureQuery`. */
export interface WatchedMonths {
  readonly from: string;
  readonly to: string;
}

/**
 * One measure of some offices, by row id: `answer_days` the median of working days to the first answer, one decimal, where half of
 * the reports were answered; `overdue` how many are overdue with the office now; `disputed` the per cent of outcomes. The first and
 * last of the reports filed in `months`, and of ten at least.
 *
 * @param withAbout whether reports about an office count: for observers
 */
export async function measureWatched(
  db: Kysely<Database>,
  of: {
    programme: Programme;
    measure: WatchMeasure;
    offices: readonly string[];
    months: WatchedMonths;
    withAbout: boolean;
  },
): Promise<Measured> {
  const { programme, measure, offices, months, withAbout } = of;
  const base = { programmeId: programme.id, kind: 'office', offices, withAbout } as const;
  if (measure === 'overdue') {
    const rows = await readBacklog(db, base);
    const overdue = new Map(rows.map((row) => [row.officeId, row.overdue]));
    return new Map(offices.map((id) => [id, overdue.get(id) ?? 0]));
  }
  const metrics = measure === 'answer_days' ? (['answer_worked'] as const) : [];
  const rows = await readFigures(db, { ...base, ...months, metrics });
  const found = new Map(rows.map((row) => [row.officeId, row]));
  return new Map(
    offices.map((id) => {
      const row = found.get(id);
      if (row === undefined) return [id, null];
      return [id, measure === 'disputed' ? disputedOf(row) : answerDaysOf(programme, row)];
    }),
  );
}

type Row = Awaited<ReturnType<typeof readFigures>>[number];

function disputedOf({ confirmed, disputed, silent }: Row): number | null {
  const outcomes = confirmed + disputed + silent;
  return outcomes < FEWEST_TO_WATCH ? null : Math.round((disputed / outcomes) * 1000) / 10;
}

function answerDaysOf({ calendar }: Programme, { answered, received, times }: Row): number | null {
  if (answered < FEWEST_TO_WATCH || answered * 2 < received) return null;
  const minutes = percentile(times.answer_worked ?? NO_TIMES, 0.5);
  return minutes === null ? null : Math.round((minutes / workingDayMinutes(calendar.hours)) * 10) / 10;
}
