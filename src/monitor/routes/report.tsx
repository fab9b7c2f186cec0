import type { VNode } from 'preact';
import { z } from 'zod';
import { Button, ErrorSummary, Select } from '../../console/parts/fields.tsx';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { Shell } from '../../console/shell.tsx';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { reportWordsOf } from '../../locales/report/index.ts';
import { makeReport } from '../../reports/make-report.ts';
import { ReportContent } from '../../reports/report-page.tsx';
import { toDocx } from '../../reports/to-docx.ts';
import type { Language } from '../../routing/programme.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { seesWhole } from '../scope/sees.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** How far back a year is offered; earlier ones can be typed into the address. */
const YEARS = 6;
const FIRST_YEAR = 2000;

const asked = z.object({
  query: z.object({
    year: scopeQuery.shape.from,
    as: z.enum(['docx']).optional().catch(undefined),
  }),
});

/** The yearly report of the programme, to read, to print, or as a document. */
const showReport = accountRoute({
  method: 'get',
  path: '/report',
  needs: 'monitor',
  input: asked,
  handle: async ({ db, now: clock }, { caller, language }, { query }) => {
    const { programme } = caller;
    if (!seesWhole(caller)) throw new AppError('forbidden', 'The yearly report is of the whole programme.');
    const words = reportWordsOf(language);
    const now = clock();
    const thisYear = Number(localDay(now, programme.calendar.timeZone).slice(0, 4));
    const year = readYear(query.year, thisYear);
    if (year === null) {
      const errors = [{ name: 'year', message: words.noYear(query.year) }];
      return {
        page: (
          <Shell language={language} title={words.year} caller={caller} entry="figures" hasErrors>
            <ErrorSummary language={language} errors={errors} />
            <Choice language={language} thisYear={thisYear} year={query.year} error={words.noYear(query.year)} />
          </Shell>
        ),
        status: 422,
      };
    }
    const report = await makeReport(db, { programme, language, year, now });
    if (query.as === 'docx') {
      const body = await toDocx(report, languageTag(language));
      return { file: { name: `${programme.name}-${year}.docx`, type: DOCX, body } };
    }
    return {
      page: (
        <Shell language={language} title={report.title} caller={caller} entry="figures">
          <a class="back" href="/monitor">
            {words.back}
          </a>
          <h1 class="govuk-heading-l">{report.title}</h1>
          <Choice language={language} thisYear={thisYear} year={String(year)} />
          <p class="govuk-body no-print">
            <a class="govuk-link" href={`/monitor/report?year=${year}&as=docx`}>
              {words.asDocument}
            </a>
          </p>
          <ReportContent report={report} />
        </Shell>
      ),
    };
  },
});

/** A year that has begun; null: it is none, or still to come. */
function readYear(typed: string, thisYear: number): number | null {
  if (typed === '') return thisYear;
  const year = /^\d{4}$/.test(typed) ? Number(typed) : 0;
  return year >= FIRST_YEAR && year <= thisYear ? year : null;
}

/** What was typed into the address stays to be seen, also where there is no such year. */
function Choice({
  language,
  thisYear,
  year,
  error,
}: {
  readonly language: Language;
  readonly thisYear: number;
  readonly year: string;
  readonly error?: string;
}): VNode {
  const words = reportWordsOf(language);
  const offered = Array.from({ length: YEARS }, (_, index) => String(thisYear - index));
  const years = offered.includes(year) ? offered : [year, ...offered];
  return (
    <form method="get" action="/monitor/report" class="no-print">
      <Select
        name="year"
        label={words.year}
        value={year}
        error={error}
        choices={years.map((value) => ({ value, text: value }))}
      />
      <Button text={words.show} look="quiet" />
    </form>
  );
}

export const REPORT_ROUTES: readonly ConsoleRoute[] = [showReport];
