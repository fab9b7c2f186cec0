import { z } from 'zod';
import { visibleGrievances } from '../../accounts/scope.ts';
import { listUnanswered } from '../../db/letters.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { LANGUAGES } from '../../routing/programme.ts';
import { letterOf } from '../letters/letter-of.ts';
import { LetterPage } from '../letters/letter-page.tsx';
import { letterText } from '../letters/letter-text.ts';
import { LETTERS_ON_A_PAGE, LettersPage } from '../letters/letters-page.tsx';
import { MissingPage } from '../report/missing-page.tsx';
import { onReport } from '../report/on-report.tsx';
import { readView } from '../report/report-view.ts';
import { accountRoute, type ConsoleRoute } from '../route.ts';

const list = z.object({ query: z.object({ before: z.uuid().nullable().catch(null) }) });
const letter = z.object({
  params: z.object({ reference: z.string() }),
  query: z.object({ in: z.enum(LANGUAGES).nullable().catch(null), as: z.enum(['text']).nullable().catch(null) }),
});

/** What nobody answered, also at the end of the ladder, and a letter about each. */
export const LETTER_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/letters',
    needs: 'read_letters',
    input: list,
    handle: async (deps, visit, { query: { before } }) => {
      const { caller } = visit;
      const where = [visibleGrievances(caller)];
      const limit = LETTERS_ON_A_PAGE + 1;
      const found = await listUnanswered(deps.db, { programmeId: caller.programme.id, where, before, limit });
      const rows = found.slice(0, LETTERS_ON_A_PAGE);
      const next = found.length > rows.length ? (rows.at(-1)?.event_id ?? null) : null;
      return { page: <LettersPage visit={visit} rows={rows} next={next} isFirst={before === null} /> };
    },
  }),
  accountRoute({
    method: 'get',
    path: '/letters/:reference',
    needs: 'read_letters',
    input: letter,
    handle: (deps, visit, { params: { reference }, query }) =>
      onReport(deps, visit, { typed: reference }, async (report) => {
        const { languages } = visit.caller.programme;
        const language = query.in !== null && languages.includes(query.in) ? query.in : languages[0];
        const view = await readView(deps, { caller: visit.caller, language }, report);
        // Of what was not late at the top there is no letter.
        if (!view.events.some(({ type }) => type === 'overdue_at_top')) {
          return { page: <MissingPage visit={visit} isMistyped={false} text="" />, status: 404 };
        }
        const made = letterOf(view);
        if (query.as === 'text') {
          const body = letterText(made, wordsOf(language).report);
          return { file: { name: `${report.reference}.txt`, type: 'text/plain; charset=utf-8', body } };
        }
        return { page: <LetterPage visit={visit} letter={made} language={language} reference={report.reference} /> };
      }),
  }),
];
