import { z } from 'zod';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { readFigures } from '../../db/read-figures.ts';
import { readRatingCounts } from '../../db/read-month-counts.ts';
import { snapshotAt } from '../../db/snapshots.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showPeriod } from '../parts/show-period.ts';
import { ratingsIn } from '../reach/satisfied.ts';
import { viewRatings } from '../reach/view-ratings.ts';
import { isWithin } from '../scope/read-scope.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { answerPage } from '../sections/answer-page.tsx';

/** The citizens' report card: what people say of the units that serve them. */
const showRatings = accountRoute({
  method: 'get',
  path: '/ratings',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query: asked }) => {
    const { caller, language } = visit;
    const { programme } = caller;
    const { reach: words } = monitorWordsOf(language);
    return answerPage(visit, {
      path: '/monitor/ratings',
      file: 'report-card',
      title: words.ratingsTitle,
      fields: ['area', 'unit'],
      asked,
      now: clock(),
      view: async (scope, here) => {
        const inArea = [...programme.byId.units.values()].filter(({ area }) => isWithin(area, scope.area));
        const units = scope.unit === null ? inArea : [scope.unit];
        const months = { programmeId: programme.id, from: scope.period.from, to: scope.period.to };
        const areas = [...new Set(units.map(({ area }) => area.id))];
        const [counted, given, outcomes] = await Promise.all([
          snapshotAt(db, programme.id, 'ratings'),
          readRatingCounts(db, { ...months, units: units.map(({ id }) => id) }),
          readFigures(db, { ...months, kind: 'area', areas, withAbout: scope.withAbout }),
        ]);
        return {
          sections: viewRatings({ caller, language, here, scope, units }, { given, outcomes }),
          counted,
          nothing: ratingsIn(given) === 0 ? words.noRatings(showPeriod(language, scope.period)) : null,
        };
      },
    });
  },
});

export const RATINGS_ROUTES: readonly ConsoleRoute[] = [showRatings];
