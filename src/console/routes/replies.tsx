import { z } from 'zod';
import { listChanges } from '../../db/changes.ts';
import { findReply, listAllReplies } from '../../db/saved-replies.ts';
import type { SavedReply } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { adminRoute } from '../admin/admin-route.ts';
import type { FieldError, Typed } from '../admin/name-fields.tsx';
import { ChangesPage } from '../people/changes-page.tsx';
import { RepliesPage, ReplyPage } from '../people/replies-page.tsx';
import { retireReply, saveReply } from '../people/save-reply.ts';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

const CHANGES_SHOWN = 50;
const LONGEST_TITLE = 80;
const LONGEST_REPLY = 1_000;

const paged = z.object({ query: z.object({ before: z.uuid().optional().catch(undefined) }) });
const done = z.object({
  query: z.object({ done: z.enum(['replySaved', 'replyRetired']).optional().catch(undefined) }),
});
const one = z.object({ params: z.object({ id: z.uuid() }) });

const NEW: Typed = { values: new Map(), errors: [] };

/** Saved replies, and the record of everything that administrators changed. */
export const REPLIES_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/changes', paged, async (deps, { caller, language }, { query: { before } }) => {
    const rows = await listChanges(deps.db, caller.programme.id, {
      limit: CHANGES_SHOWN + 1,
      ...(before && { before }),
    });
    const changes = rows.slice(0, CHANGES_SHOWN);
    const older = rows.length > CHANGES_SHOWN ? (changes.at(-1)?.id ?? null) : null;
    return { page: <ChangesPage caller={caller} language={language} changes={changes} older={older} /> };
  }),
  adminRoute('get', '/admin/replies', done, async (deps, { caller, language }, { query }) => {
    const replies = await listAllReplies(deps.db, caller.programme.id);
    const said = query.done && wordsOf(language).people[query.done];
    return { page: <RepliesPage caller={caller} language={language} replies={replies} done={said} /> };
  }),
  adminRoute('get', '/admin/replies/new', z.object({}), async (_deps, { caller, language }) => ({
    page: <ReplyPage caller={caller} language={language} reply={null} typed={NEW} />,
  })),
  adminRoute('post', '/admin/replies', z.object({}), (deps, visit) => save(deps, visit, null)),
  adminRoute('get', '/admin/replies/:id', one, async (deps, visit, { params }) => {
    const reply = await requireReply(deps, visit, params.id);
    const { caller, language } = visit;
    return { page: <ReplyPage caller={caller} language={language} reply={reply} typed={asTyped(visit, reply)} /> };
  }),
  adminRoute('post', '/admin/replies/:id', one, async (deps, visit, { params }) =>
    save(deps, visit, await requireReply(deps, visit, params.id)),
  ),
  adminRoute('post', '/admin/replies/:id/retire', one, async (deps, visit, { params }) => {
    await retireReply(deps, visit.caller, await requireReply(deps, visit, params.id));
    return { redirect: '/console/admin/replies?done=replyRetired' };
  }),
];

async function requireReply(deps: Pick<Deps, 'db'>, { caller }: SignedInVisit, id: string): Promise<SavedReply> {
  const reply = await findReply(deps.db, { programmeId: caller.programme.id, id });
  if (!reply) throw new AppError('not_found', 'The programme has no such saved reply.');
  return reply;
}

function asTyped({ caller }: SignedInVisit, reply: SavedReply): Typed {
  const category = caller.programme.byId.categories.get(reply.category_id ?? '');
  const texts = Object.entries(reply.texts).map(([language, text]): [string, string] => [`text-${language}`, text]);
  return { values: new Map([['title', reply.title], ['category', category?.code ?? ''], ...texts]), errors: [] };
}

async function save(deps: Deps, visit: SignedInVisit, reply: SavedReply | null): Promise<Answer> {
  const { caller, language, form } = visit;
  const { programme } = caller;
  const title = fieldOf(form, 'title').trim();
  const code = fieldOf(form, 'category');
  const texts = programme.languages.flatMap((one): [(typeof programme.languages)[number], string][] => {
    const text = fieldOf(form, `text-${one}`).trim();
    return text === '' ? [] : [[one, text]];
  });
  const errors = problemsOf(visit, title, texts);
  if (errors.length > 0) {
    const values = new Map([
      ['title', title],
      ['category', code],
      ...texts.map(([one, text]): [string, string] => [`text-${one}`, text]),
    ]);
    const typed: Typed = { values, errors };
    return { page: <ReplyPage caller={caller} language={language} reply={reply} typed={typed} />, status: 422 };
  }
  const category = programme.categories.get(code) ?? null;
  await saveReply(deps, caller, reply, { title, category, texts: Object.fromEntries(texts) });
  return { redirect: '/console/admin/replies?done=replySaved' };
}

function problemsOf(
  { caller, language }: SignedInVisit,
  title: string,
  texts: readonly (readonly [string, string])[],
): FieldError[] {
  const { replyErrors } = wordsOf(language).people;
  const [first] = caller.programme.languages;
  return [
    ...(title === '' || title.length > LONGEST_TITLE ? [{ name: 'title', message: replyErrors.title }] : []),
    ...(texts.length === 0 ? [{ name: `text-${first}`, message: replyErrors.text }] : []),
    ...texts
      .filter(([, text]) => text.length > LONGEST_REPLY)
      .map(([one]) => ({ name: `text-${one}`, message: replyErrors.long })),
  ];
}
