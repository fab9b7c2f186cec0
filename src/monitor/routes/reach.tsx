import { NIL } from 'uuid';
import { z } from 'zod';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { hasUncounted } from '../../db/nearest-figures.ts';
import { readPeopleServed } from '../../db/people-served.ts';
import { readFigures } from '../../db/read-figures.ts';
import { readGroupCounts } from '../../db/read-month-counts.ts';
import { snapshotAt } from '../../db/snapshots.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showPeriod } from '../parts/show-period.ts';
import { leavesOf } from '../reach/leaves-of.ts';
import { viewReach } from '../reach/view-reach.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { seesWhole } from '../scope/sees.ts';
import { answerPage } from '../sections/answer-page.tsx';

/** Whom the programme reaches, and whom it does not. */
const showReach = accountRoute({
  method: 'get',
  path: '/reach',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query: asked }) => {
    const { caller, language } = visit;
    const { programme } = caller;
    const now = clock();
    return answerPage(visit, {
      path: '/monitor/reach',
      file: 'reach',
      title: monitorWordsOf(language).reach.reachTitle,
      fields: ['area', 'category'],
      asked,
      now,
      view: async (scope, here) => {
        const { area, category, period, isWhole } = scope;
        const months = { programmeId: programme.id, from: period.from, to: period.to };
        const wanted = [...new Set([area, ...area.children, ...leavesOf(area)])].map(({ id }) => id);
        const areas = { ...months, areas: wanted, withAbout: scope.withAbout };
        const [rows, groups, groupsAt, served, isBehind] = await Promise.all([
          category === null
            ? readFigures(db, { ...areas, kind: 'area' })
            : readFigures(db, { ...areas, kind: 'area_category', categories: [category.id] }),
          category === null ? readGroupCounts(db, { ...months, areaId: isWhole ? NIL : area.id }) : null,
          category === null ? snapshotAt(db, programme.id, 'groups') : null,
          isWhole && category === null && seesWhole(caller) ? readPeopleServed(db, programme.id) : null,
          hasUncounted(db, programme.id),
        ]);
        const isReported = rows.some(({ areaId, received }) => areaId === area.id && received > 0);
        const options = { caller, language, here, scope };
        return {
          sections: viewReach(options, { areas: rows, groups, groupsAt, served }),
          counted: now,
          isBehind,
          nothing: isReported ? null : monitorWordsOf(language).frame.nothing(showPeriod(language, period)),
        };
      },
    });
  },
});

export const REACH_ROUTES: readonly ConsoleRoute[] = [showReach];
