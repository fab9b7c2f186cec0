import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { localDay } from '../grievances/local-day.ts';
import { reportWordsOf } from '../locales/report/index.ts';
import { type Language, nameIn, type Programme } from '../routing/programme.ts';
import type { ReportContext, Year } from './context.ts';
import { participation, served } from './people-sections.ts';
import type { Report, ReportSection } from './report.ts';
import { byArea, byOffice, inShort } from './response-sections.ts';
import { projects, units } from './service-sections.ts';

/** The parts of a yearly report, in order. A new one: one function and one line here. */
const SECTIONS: readonly ((context: ReportContext) => Promise<ReportSection>)[] = [
  inShort,
  byArea,
  byOffice,
  projects,
  units,
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
 * cell by cell is open data.
 */
export async function makeReport(
  db: Kysely<Database>,
  { programme, language, year, now }: ReportRequest,
): Promise<Report> {
  const words = reportWordsOf(language);
  const context: ReportContext = { db, programme, language, words, year: yearOf(year), before: yearOf(year - 1) };
  const sections: ReportSection[] = [];
  // One after the other: together they would take every connection of the pool.
  for (const section of SECTIONS) sections.push(await section(context));
  return {
    title: words.title(nameIn(programme.titles, language)),
    period: words.period(`1.1.${year}`, `31.12.${year}`),
    words: [words.runBy(nameIn(programme.operators, language)), words.made(localDay(now, programme.calendar.timeZone))],
    sections,
  };
}

function yearOf(year: number): Year {
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}
