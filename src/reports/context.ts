import type { Kysely } from 'kysely';
import type { FigureRow } from '../db/read-figures.ts';
import type { Database } from '../db/schema.ts';
import { medianRange, percentile, type TimeCounts } from '../figures/time-buckets.ts';
import { workingDayMinutes } from '../figures/working-day.ts';
import { localDay } from '../grievances/local-day.ts';
import { localeOf } from '../locales/index.ts';
import type { ReportWords } from '../locales/report/index.ts';
import { showNumber } from '../locales/show-number.ts';
import { type Language, type Names, nameIn, type Programme } from '../routing/programme.ts';
import type { ReportColumn } from './report.ts';

/** Twelve months by their first days: the first, and the one after the last. */
export interface Year {
  readonly from: string;
  readonly to: string;
}

/** What every section of a report is made from. */
export interface ReportContext {
  readonly db: Kysely<Database>;
  readonly programme: Programme;
  readonly language: Language;
  readonly words: ReportWords;
  readonly year: Year;
  readonly before: Year;
  readonly now: Date;
  /** When the year began there, and when it ended; now, where it has not. */
  readonly from: Date;
  readonly until: Date;
}

/** Nothing is said of fewer: who reported could be found. */
export const FEWEST = 10;

/** A number as people of the language write it. */
export function showCount({ language }: Pick<ReportContext, 'language'>, count: number): string {
  return showNumber(language, count);
}

/** With one decimal. */
export function showDecimal({ language }: Pick<ReportContext, 'language'>, value: number): string {
  return showNumber(language, value, 1);
}

/** A number of people; of too few that it is too few. */
export function showAtLeast(context: ReportContext, count: number): string {
  return count < FEWEST ? context.words.few : showCount(context, count);
}

/** A day as people say it: `19 Nov 2026`. @param day a moment, or an ISO day */
export function showDate(
  { language, programme }: Pick<ReportContext, 'language' | 'programme'>,
  day: Date | string,
): string {
  const iso = typeof day === 'string' ? day : localDay(day, programme.calendar.timeZone);
  const month = localeOf(language).months[Number(iso.slice(5, 7)) - 1] ?? '';
  return `${Number(iso.slice(8, 10))} ${month} ${iso.slice(0, 4)}`;
}

/** A part of a whole in percent; of none: nothing. */
export function showShare(context: ReportContext, count: number, of: number): string {
  if (of === 0) return context.words.none;
  return context.words.percent(showCount(context, Math.round((100 * count) / of)));
}

export function nameOf({ language }: Pick<ReportContext, 'language'>, names: Names): string {
  return nameIn(names, language);
}

/** The median in working days, where there are enough to say. */
export function showMedian(context: ReportContext, counts: TimeCounts | undefined, answered: number): string {
  const median = counts && percentile(counts, 0.5);
  if (median === null || median === undefined) return context.words.none;
  return answered < FEWEST ? context.words.few : showDays(context, median);
}

/** Between what the true median lies. */
export function showRange(context: ReportContext, counts: TimeCounts | undefined, answered: number): string {
  const range = counts && answered >= FEWEST ? medianRange(counts) : null;
  return range ? context.words.between(showDays(context, range[0]), showDays(context, range[1])) : '';
}

function showDays(context: ReportContext, minutes: number): string {
  return showDecimal(context, minutes / workingDayMinutes(context.programme.calendar.hours));
}

export function text(title: string): ReportColumn {
  return { title, isNumber: false };
}

export function number(title: string): ReportColumn {
  return { title, isNumber: true };
}

/** What a place or an office is told by: its cells behind the name. */
export function timeCells(context: ReportContext, row: FigureRow): string[] {
  const { answer_worked: answer, resolve_worked: resolution } = row.times;
  return [
    showCount(context, row.received),
    showShare(context, row.answered, row.received),
    showMedian(context, answer, row.answered),
    showRange(context, answer, row.answered),
    showMedian(context, resolution, row.resolved),
    showShare(context, row.late, row.received),
    showCount(context, row.confirmed),
    showCount(context, row.disputed),
  ];
}

/** The columns of `timeCells`, behind one for the name. */
export function timeColumns({ words: { columns } }: ReportContext, first: string): ReportColumn[] {
  return [
    text(first),
    ...[
      columns.received,
      columns.answered,
      columns.median,
      columns.between,
      columns.resolution,
      columns.late,
      columns.confirmed,
      columns.disputed,
    ].map(number),
  ];
}
