import { z } from 'zod';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { readCallEnds } from '../../db/call-ends.ts';
import { readMessageCounts } from '../../db/read-month-counts.ts';
import { snapshotAt } from '../../db/snapshots.ts';
import { AppError } from '../../errors.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { viewCalls } from '../lines/view-calls.ts';
import { viewMessages } from '../lines/view-messages.ts';
import { scopeQuery } from '../scope/scope-query.ts';
import { seesWhole } from '../scope/sees.ts';
import { answerPage } from '../sections/answer-page.tsx';

/** Where calls break off, and what becomes of messages and what they cost. Neither belongs to a place. */
const showLines = accountRoute({
  method: 'get',
  path: '/lines',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async ({ db, now: clock }, visit, { query: asked }) => {
    const { caller, language } = visit;
    if (!seesWhole(caller)) throw new AppError('forbidden', `The role ${caller.role} may not do this.`);
    const { programme } = caller;
    const { lines: words } = monitorWordsOf(language);
    return answerPage(visit, {
      path: '/monitor/lines',
      file: 'lines',
      title: words.linesTitle,
      fields: [],
      asked,
      now: clock(),
      view: async (scope) => {
        const { from, to } = scope.period;
        const [counted, ends, messages] = await Promise.all([
          snapshotAt(db, programme.id, 'messages'),
          readCallEnds(db, { programme: programme.name, from, to }),
          readMessageCounts(db, { programmeId: programme.id, from, to }),
        ]);
        return {
          sections: [...viewCalls({ caller, language }, ends), ...viewMessages({ language, scope }, messages)],
          counted,
          nothing: ends.length + messages.length > 0 ? null : `${words.noCalls} ${words.noMessages}`,
        };
      },
    });
  },
});

export const LINES_ROUTES: readonly ConsoleRoute[] = [showLines];
