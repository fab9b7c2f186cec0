import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { listCheckedProjects } from '../../db/project-findings.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { viewFindings } from '../projects/view-findings.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { answerPage } from '../sections/answer-page.tsx';

const PATH = '/monitor/projects';
/** More than any list that is imported. */
const MOST_PROJECTS = 20_000;

/** Public projects: what the list says against what residents found. */
const showProjects = accountRoute({
  method: 'get',
  path: '/projects',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query }) => {
    const { caller, language } = visit;
    const { programme } = caller;
    const words = wordsOf(language).tools.findings;
    const now = clock();
    return answerPage(visit, {
      path: PATH,
      file: 'projects',
      title: words.title,
      fields: ['area'],
      hasPeriod: false,
      // It is of now: a period that came along from another page has no meaning here.
      asked: { ...query, from: '', to: '' },
      now,
      view: async (scope) => {
        const areaIds = areaIdsWithin(programme, scope.area);
        const projects = await listCheckedProjects(db, { programmeId: programme.id, areaIds, limit: MOST_PROJECTS });
        const today = localDay(now, programme.calendar.timeZone);
        return {
          sections: [viewFindings({ programme, language, today }, projects)],
          counted: now,
          nothing: projects.length === 0 ? words.none : null,
        };
      },
    });
  },
});

export const PROJECT_FINDINGS_ROUTES: readonly ConsoleRoute[] = [showProjects];
