import type { Kysely } from 'kysely';
import type { Database, SavedReply } from './schema.ts';

/** The saved answers for a report of some categories, those for all among them, by title. */
export async function listSavedReplies(
  db: Kysely<Database>,
  { programmeId, categoryIds }: { programmeId: string; categoryIds: readonly string[] },
): Promise<SavedReply[]> {
  return db
    .selectFrom('saved_replies')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('retired_at', 'is', null)
    .where((eb) => eb.or([eb('category_id', 'is', null), eb('category_id', 'in', categoryIds)]))
    .orderBy('title')
    .orderBy('id')
    .execute();
}

/** All saved answers of a programme, by title. */
export async function listAllReplies(db: Kysely<Database>, programmeId: string): Promise<SavedReply[]> {
  return db
    .selectFrom('saved_replies')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('retired_at', 'is', null)
    .orderBy('title')
    .orderBy('id')
    .execute();
}

/** One saved answer that is still offered. */
export async function findReply(
  db: Kysely<Database>,
  { programmeId, id }: { programmeId: string; id: string },
): Promise<SavedReply | undefined> {
  return db
    .selectFrom('saved_replies')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
}
