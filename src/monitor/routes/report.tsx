import { z } from 'zod';
import { Button, Select } from '../../console/parts/fields.tsx';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { Shell } from '../../console/shell.tsx';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { reportWordsOf } from '../../locales/report/index.ts';
import { makeReport } from '../../reports/make-report.ts';
import { ReportContent } from '../../reports/report-page.tsx';
import { toDocx } from '../../reports/to-docx.ts';
import { seesWhole } from '../scope/sees.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** How far back a year can be chosen. */
const YEARS = 6;

const asked = z.object({
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
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
    const thisYear = Number(localDay(clock(), programme.calendar.timeZone).slice(0, 4));
    const year = query.year ?? thisYear;
    const report = await makeReport(db, { programme, language, year, now: clock() });
    if (query.as === 'docx') {
      const body = await toDocx(report, languageTag(language));
      return { file: { name: `${programme.name}-${year}.docx`, type: DOCX, body } };
    }
    const years = Array.from({ length: YEARS }, (_, index) => String(thisYear - index));
    return {
      page: (
        <Shell language={language} title={report.title} caller={caller} entry="figures">
          <a class="back" href="/monitor">
            {words.back}
          </a>
          <h1 class="govuk-heading-l">{report.title}</h1>
          <form method="get" action="/monitor/report" class="no-print">
            <Select
              name="year"
              label={words.year}
              value={String(year)}
              choices={years.map((value) => ({ value, text: value }))}
            />
            <Button text={words.show} look="quiet" />
          </form>
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

export const REPORT_ROUTES: readonly ConsoleRoute[] = [showReport];
