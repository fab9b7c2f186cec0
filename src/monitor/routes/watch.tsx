import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { watchedOfficeIds } from '../../accounts/watched-office-ids.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../../console/route.ts';
import { hasStopped } from '../../db/has-stopped.ts';
import { deleteWatch, insertWatch, listBack, listPassed, listWatches } from '../../db/watches.ts';
import type { Deps } from '../../deps.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { type FormError, NO_WATCH, readWatch, type TypedWatch, typedWatch } from '../watch/read-watch-form.ts';
import { WatchPage } from '../watch/watch-page.tsx';

/** More limits are no watch list any more. */
const MOST_WATCHES = 50;
/** What came back is shown as long. */
const BACK_SHOWN_MS = 30 * 24 * 60 * 60_000;

const list = z.object({ query: z.object({ done: z.enum(['isSet', 'isRemoved']).nullable().catch(null) }) });
const one = z.object({ params: z.object({ id: z.uuid() }) });

/** Limits that somebody is told about. */
export const WATCH_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/watch',
    needs: 'monitor',
    input: list,
    handle: (deps, visit, { query: { done } }) => show(deps, visit, { typed: NO_WATCH, errors: [], done }),
  }),
  accountRoute({
    method: 'post',
    path: '/watch',
    needs: 'monitor',
    input: z.object({}),
    handle: async (deps, visit) => {
      const { caller, language } = visit;
      const typed = typedWatch(visit.form);
      const read = readWatch(caller, language, typed);
      if ('errors' in read) return show(deps, visit, { typed, errors: read.errors, done: null });
      const { officeId, measure, limit, bySms } = read.wanted;
      const isSet = await insertWatch(
        deps.db,
        {
          id: uuidv7(),
          programme_id: caller.programme.id,
          account_id: caller.id,
          office_id: officeId,
          measure,
          limit_value: limit,
          by_sms: bySms && (await phoneOf(deps, visit)) === 'reached',
          created_at: deps.now(),
        },
        MOST_WATCHES,
      );
      if (isSet) {
        deps.wake('check-watches', caller.programme.id, { skipIfWaiting: true });
        return { redirect: '/monitor/watch?done=isSet' };
      }
      const message = monitorWordsOf(language).watch.errors.tooMany(MOST_WATCHES);
      return show(deps, visit, { typed, errors: [{ name: 'limit', message }], done: null });
    },
  }),
  accountRoute({
    method: 'post',
    path: '/watch/:id/remove',
    needs: 'monitor',
    input: one,
    handle: async ({ db }, { caller }, { params: { id } }) => {
      // One that is gone already is what was wanted, also where the form was sent twice.
      await deleteWatch(db, { id, accountId: caller.id });
      return { redirect: '/monitor/watch?done=isRemoved' };
    },
  }),
];

async function show(
  deps: Pick<Deps, 'db' | 'now'>,
  visit: SignedInVisit,
  state: { typed: TypedWatch; errors: readonly FormError[]; done: 'isSet' | 'isRemoved' | null },
): Promise<Answer> {
  const { caller, language } = visit;
  const now = deps.now();
  const shown = { accountId: caller.id, officeIds: watchedOfficeIds(caller) };
  const props = {
    visit,
    now,
    watches: await listWatches(deps.db, caller.id),
    passed: await listPassed(deps.db, shown),
    back: await listBack(deps.db, { ...shown, since: new Date(now.getTime() - BACK_SHOWN_MS) }),
    phone: await phoneOf(deps, visit),
    typed: state.typed,
    errors: state.errors,
    done: state.done && monitorWordsOf(language).watch[state.done],
  };
  return { page: <WatchPage {...props} />, status: state.errors.length > 0 ? 422 : 200 };
}

async function phoneOf({ db }: Pick<Deps, 'db'>, { caller }: SignedInVisit): Promise<'reached' | 'none' | 'stopped'> {
  const row = await db.selectFrom('accounts').select('phone_index').where('id', '=', caller.id).executeTakeFirst();
  const index = row?.phone_index ?? null;
  if (index === null) return 'none';
  return (await hasStopped(db, caller.programme.id, index)) ? 'stopped' : 'reached';
}
