import { z } from 'zod';
import type { AccountCaller } from '../../accounts/caller.ts';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { hasUncounted } from '../../db/nearest-figures.ts';
import { readCharges } from '../../db/read-charges.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { isWithTriage, viewTime } from '../held/view-time.ts';
import { showPeriod } from '../parts/show-period.ts';
import { isWithin, type Scope } from '../scope/read-scope.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { answerPage } from '../sections/answer-page.tsx';

/** Who used the time: offices, triage, or the citizen who was asked something. */
const showTime = accountRoute({
  method: 'get',
  path: '/time',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query: asked }) => {
    const { caller, language } = visit;
    const { work: words } = monitorWordsOf(language);
    const now = clock();
    return answerPage(visit, {
      path: '/monitor/time',
      file: 'time',
      title: words.timeTitle,
      fields: ['area', 'office', 'times'],
      asked,
      now,
      view: async (scope, here) => {
        const { period } = scope;
        const charges = await readCharges(db, {
          programmeId: caller.programme.id,
          from: period.from,
          to: period.to,
          withAbout: scope.withAbout,
          ...officesIn(caller, scope),
        });
        return {
          sections: viewTime({ caller, language, here, scope }, charges),
          counted: now,
          isBehind: await hasUncounted(db, caller.programme.id),
          nothing: charges.length === 0 ? words.noTurns(showPeriod(language, period)) : null,
        };
      },
    });
  },
});

/** The offices that are meant; of the whole programme all turns, also those of triage. */
function officesIn({ programme }: AccountCaller, scope: Scope): { offices?: readonly string[] } {
  const { office, area } = scope;
  if (isWithTriage(scope)) return {};
  if (office !== null) return { offices: [office.id] };
  const inArea = [...programme.byId.offices.values()].filter((each) => isWithin(each.area, area));
  return { offices: inArea.map(({ id }) => id) };
}

export const TIME_ROUTES: readonly ConsoleRoute[] = [showTime];
