import { v7 as uuidv7 } from 'uuid';
import type { AccountCaller } from '../../accounts/caller.ts';
import { recordChange } from '../../db/changes.ts';
import type { SavedReply } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import type { Category, Language } from '../../routing/programme.ts';

/** A saved answer as it was typed. */
export interface TypedReply {
  readonly title: string;
  /** Null: for all. */
  readonly category: Category | null;
  readonly texts: Partial<Record<Language, string>>;
}

/** Makes a saved answer, or changes one, with a record of what it was before. */
export async function saveReply(
  deps: Pick<Deps, 'db' | 'now'>,
  by: AccountCaller,
  reply: SavedReply | null,
  typed: TypedReply,
): Promise<void> {
  const at = deps.now();
  const columns = {
    title: typed.title,
    category_id: typed.category?.id ?? null,
    texts: JSON.stringify(typed.texts),
    changed_at: at,
  };
  await deps.db.transaction().execute(async (tx) => {
    if (reply === null) {
      await tx
        .insertInto('saved_replies')
        .values({ id: uuidv7(), programme_id: by.programme.id, ...columns })
        .execute();
    } else {
      await tx.updateTable('saved_replies').set(columns).where('id', '=', reply.id).execute();
    }
    await record(tx, by, at, reply, { title: typed.title, texts: typed.texts });
  });
}

/** Takes a saved answer out of what is offered. Answers that were sent with it stay as they were. */
export async function retireReply(deps: Pick<Deps, 'db' | 'now'>, by: AccountCaller, reply: SavedReply): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable('saved_replies').set({ retired_at: at }).where('id', '=', reply.id).execute();
    await record(tx, by, at, reply, null);
  });
}

function record(
  db: Parameters<typeof recordChange>[0],
  by: AccountCaller,
  at: Date,
  before: SavedReply | null,
  after: object | null,
): Promise<void> {
  return recordChange(db, {
    programmeId: by.programme.id,
    accountId: by.id,
    what: 'saved_reply_changed',
    subject: before?.title ?? (after !== null && 'title' in after ? String(after.title) : ''),
    before: before && { title: before.title, texts: before.texts },
    after,
    at,
  });
}
