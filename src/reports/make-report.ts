import type { Kysely } from 'kysely';
import { DateTime } from 'luxon';
import { findFirstMonth } from '../db/first-month.ts';
import type { Database } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { localDay } from '../grievances/local-day.ts';
import { localeOf } from '../locales/index.ts';
import { reportWordsOf } from '../locales/report/index.ts';
import { type Language, nameIn, type Programme } from '../routing/programme.ts';
import { type ReportContext, showDate, type Year } from './context.ts';
import { forums } from './forum-section.ts';
import { participation, served } from './people-sections.ts';
import { projects } from './project-section.ts';
import type { Report, ReportSection } from './report.ts';
import { byArea, byOffice, inShort } from './response-sections.ts';
import { units } from './unit-section.ts';

const FIRST_YEAR = 2000;

/** The parts of a yearly report, in order. A new one: one function and one line here. */
const SECTIONS: readonly ((context: ReportContext) => Promise<ReportSection>)[] = [
  inShort,
  byArea,
  byOffice,
  projects,
  units,
  forums,
  participation,
  served,
];

/** What is asked for: a programme's year, by its number, in a language of the programme. */
export interface ReportRequest {
  readonly programme: Programme;
  readonly language: Language;
  readonly year: number;
  readonly now: Date;
}

/**
 * The yearly report of a programme, from sums. Reports about an office and sealed streams are not in it, and no group of fewer than
 * ten people. Counts of places and offices are exact: it is for the programme and those who pay for it; what is published
 * cell by cell is open data. Of a year that is not over it says what there is so far.
 *
 * @throws {AppError} `invalid` for a year that has not begun, or is before any programme
 */
export async function makeReport(
  db: Kysely<Database>,
  { programme, language, year, now }: ReportRequest,
): Promise<Report> {
  const words = reportWordsOf(language);
  const { timeZone } = programme.calendar;
  const today = localDay(now, timeZone);
  if (year < FIRST_YEAR || year > Number(today.slice(0, 4))) throw new AppError('invalid', words.noYear(String(year)));
  const [from, end] = [beginOf(year, timeZone), beginOf(year + 1, timeZone)];
  const isOver = end <= now;
  const context: ReportContext = {
    db,
    programme,
    language,
    words,
    year: yearOf(year),
    before: yearOf(year - 1),
    now,
    from,
    until: isOver ? end : now,
  };
  const sections: ReportSection[] = [];
  // One after the other: together they would take every connection of the pool.
  for (const section of SECTIONS) sections.push(await section(context));
  return {
    title: words.title(nameIn(programme.titles, language)),
    period: words.period(showDate(context, `${year}-01-01`), showDate(context, isOver ? `${year}-12-31` : today)),
    words: [
      words.runBy(nameIn(programme.operators, language)),
      words.made(showDate(context, today)),
      ...(isOver ? [] : [words.unfinished]),
      ...(await sayBegin(context)),
    ],
    sections,
  };
}

/** Where the programme began in the year or the one before, that cannot be compared with a whole one. */
async function sayBegin({ db, programme, language, words, year, before }: ReportContext): Promise<string[]> {
  const first = await findFirstMonth(db, programme.id);
  if (first === null || first <= before.from || first >= year.to) return [];
  const month = localeOf(language).months[Number(first.slice(5, 7)) - 1] ?? '';
  return [words.began(`${month} ${first.slice(0, 4)}`)];
}

function beginOf(year: number, timeZone: string): Date {
  return DateTime.fromObject({ year }, { zone: timeZone }).toJSDate();
}

function yearOf(year: number): Year {
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}
