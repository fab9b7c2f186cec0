import { z } from 'zod';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { readBacklog } from '../../db/read-backlog.ts';
import { snapshotAt } from '../../db/snapshots.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { cellsByArea, cellsByOffice, cellsOfAll } from '../figures/cells.ts';
import { openIn, viewBacklog } from '../held/view-backlog.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { answerPage } from '../sections/answer-page.tsx';

const PATH = '/monitor/backlog';

/** What is open now, and how long already. */
const showBacklog = accountRoute({
  method: 'get',
  path: '/backlog',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query: asked }) => {
    const { caller, language } = visit;
    const { programme } = caller;
    const { work: words } = monitorWordsOf(language);
    const now = clock();
    return answerPage(visit, {
      path: PATH,
      file: 'backlog',
      title: words.backlogTitle,
      fields: ['area', 'office', 'category'],
      // It is of now.
      hasPeriod: false,
      asked,
      now,
      view: async (scope, here) => {
        const base = { programmeId: programme.id, withAbout: scope.withAbout };
        const areaCells = cellsByArea(programme, scope);
        const [counted, all, offices, areas] = await Promise.all([
          snapshotAt(db, programme.id, 'backlog'),
          readBacklog(db, { ...base, ...cellsOfAll(scope) }),
          readBacklog(db, { ...base, ...cellsByOffice(programme, scope) }),
          areaCells === null ? null : readBacklog(db, { ...base, ...areaCells }),
        ]);
        const options = { caller, language, here, countedAt: counted ?? now };
        return {
          sections: viewBacklog(options, { all, offices, areas }),
          counted,
          nothing: counted === null ? words.notCounted : openIn(all) === 0 ? words.noneOpen : null,
        };
      },
    });
  },
});

export const BACKLOG_ROUTES: readonly ConsoleRoute[] = [showBacklog];
