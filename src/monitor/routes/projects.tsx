import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { listProjectAnswers, readListed } from '../../db/project-answers.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { compareProjects, PROJECTS_A_PAGE, viewFindings, viewVerdicts } from '../projects/view-findings.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { answerPage } from '../sections/answer-page.tsx';

const PATH = '/monitor/projects';

/** Public projects: what the list says against what residents found. */
const showProjects = accountRoute({
  method: 'get',
  path: '/projects',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query: asked }) => {
    const { caller, language } = visit;
    const { programme } = caller;
    const words = wordsOf(language).tools.findings;
    const now = clock();
    return answerPage(visit, {
      path: PATH,
      file: 'projects',
      title: words.title,
      fields: ['area'],
      // It is of now.
      hasPeriod: false,
      asked,
      now,
      view: async (scope, here) => {
        const areaIds = areaIdsWithin(programme, scope.area);
        const compared = compareProjects(await listProjectAnswers(db, { programmeId: programme.id, areaIds }));
        const pages = Math.max(1, Math.ceil(compared.length / PROJECTS_A_PAGE));
        const page = Math.min(pages, Math.max(1, Math.trunc(Number(here.asked.page)) || 1));
        // A file has all of them.
        const first = (page - 1) * PROJECTS_A_PAGE;
        const shown = here.asked.as === 'csv' ? compared : compared.slice(first, first + PROJECTS_A_PAGE);
        const listed = await readListed(
          db,
          shown.map(({ id }) => id),
        );
        const today = localDay(now, programme.calendar.timeZone);
        return {
          sections: [
            viewVerdicts(language, compared),
            viewFindings({ programme, language, today }, shown, listed, { page, pages, size: PROJECTS_A_PAGE }),
          ],
          counted: now,
          nothing: compared.length === 0 ? words.none : null,
        };
      },
    });
  },
});

export const PROJECT_FINDINGS_ROUTES: readonly ConsoleRoute[] = [showProjects];
