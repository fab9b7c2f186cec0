import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { fieldOf } from '../../console/read-form.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../../console/route.ts';
import { deleteView, insertView, listViews, renameView } from '../../db/saved-views.ts';
import type { Deps } from '../../deps.ts';
import { makeStorable } from '../../encoding.ts';
import { AppError } from '../../errors.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { readSavedPath } from '../watch/saved-path.ts';
import { LONGEST_NAME, ViewsPage, type ViewsPageProps } from '../watch/views-page.tsx';

/** More views than anybody finds again. */
const MOST_VIEWS = 100;

const list = z.object({
  query: z.object({
    of: z.string().nullable().catch(null),
    done: z.enum(['viewKept', 'viewRenamed', 'viewRemoved']).nullable().catch(null),
  }),
});
const one = z.object({ params: z.object({ id: z.uuid() }) });

/** Pages with their period and filters that somebody keeps under a name. */
export const VIEWS_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/views',
    needs: 'monitor',
    input: list,
    handle: (deps, visit, { query: { of, done } }) => {
      const path = of === null ? null : readSavedPath(of);
      return show(deps, visit, {
        adding: path === null ? null : { path, name: '' },
        done: done && monitorWordsOf(visit.language).watch[done],
      });
    },
  }),
  accountRoute({ method: 'post', path: '/views', needs: 'monitor', input: z.object({}), handle: keep }),
  accountRoute({
    method: 'post',
    path: '/views/:id',
    needs: 'monitor',
    input: one,
    handle: (deps, visit, { params: { id } }) => change(deps, visit, id),
  }),
];

async function keep(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, form } = visit;
  const path = readSavedPath(fieldOf(form, 'path'));
  if (path === null) throw new AppError('bad_request', 'This is no page of the monitor.');
  const { name, problem } = readName(visit, 'name');
  const adding = { path, name };
  if (problem !== null) return show(deps, visit, { adding, error: { name: 'name', message: problem } });
  const view = { id: uuidv7(), account_id: caller.id, name, path, created_at: deps.now() };
  const kept = await insertView(deps.db, view, MOST_VIEWS);
  if (kept === 'kept') return { redirect: '/monitor/views?done=viewKept' };
  const { errors } = monitorWordsOf(visit.language).watch;
  const message = kept === 'taken' ? errors.nameTaken(name) : errors.tooManyViews(MOST_VIEWS);
  return show(deps, visit, { adding, error: { name: 'name', message } });
}

async function change(deps: Deps, visit: SignedInVisit, id: string): Promise<Answer> {
  const { caller, form, language } = visit;
  if (fieldOf(form, 'what') === 'remove') {
    await deleteView(deps.db, { id, accountId: caller.id });
    return { redirect: '/monitor/views?done=viewRemoved' };
  }
  const field = `name-${id}`;
  const { name, problem } = readName(visit, field);
  const renaming = { id, name };
  if (problem !== null) return show(deps, visit, { renaming, error: { name: field, message: problem } });
  const renamed = await renameView(deps.db, { id, accountId: caller.id, name });
  if (renamed === 'gone') throw new AppError('not_found', 'There is no such view.');
  if (renamed === 'renamed') return { redirect: '/monitor/views?done=viewRenamed' };
  const message = monitorWordsOf(language).watch.errors.nameTaken(name);
  return show(deps, visit, { renaming, error: { name: field, message } });
}

function readName({ form, language }: SignedInVisit, field: string): { name: string; problem: string | null } {
  const name = makeStorable(fieldOf(form, field)).replace(/\s+/g, ' ').trim();
  const { errors } = monitorWordsOf(language).watch;
  const isGood = name !== '' && name.length <= LONGEST_NAME;
  return { name, problem: isGood ? null : errors.name(LONGEST_NAME) };
}

async function show(
  deps: Pick<Deps, 'db' | 'now'>,
  visit: SignedInVisit,
  state: Partial<Pick<ViewsPageProps, 'adding' | 'renaming' | 'done'>> & { error?: ViewsPageProps['errors'][number] },
): Promise<Answer> {
  const { adding = null, renaming = null, done = null, error } = state;
  const props = {
    visit,
    now: deps.now(),
    views: await listViews(deps.db, visit.caller.id),
    adding,
    renaming,
    done,
    errors: error === undefined ? [] : [error],
  };
  return { page: <ViewsPage {...props} />, status: error === undefined ? 200 : 422 };
}
