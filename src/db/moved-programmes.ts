import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Notes that a revision put areas or categories elsewhere, or months at another hour; in the transaction that writes it. */
export async function noteMoved(db: Kysely<Database>, programmeId: string, revision: number): Promise<void> {
  await db.insertInto('moved_programmes').values({ programme_id: programmeId, revision }).execute();
}

/** Row ids of the programmes whose figures do not follow yet. */
export async function listMoved(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('moved_programmes')
    .select('programme_id')
    .distinct()
    .orderBy('programme_id')
    .execute();
  return rows.map(({ programme_id: id }) => id);
}

/**
 * Says that the figures follow; in the transaction that counted them. What was noted after its moment stays.
 *
 * @param revision of the programme that was counted by: what a later one moved stays too
 */
export async function forgetMoved(db: Kysely<Database>, programmeId: string, revision: number): Promise<void> {
  await db
    .deleteFrom('moved_programmes')
    .where('programme_id', '=', programmeId)
    .where('revision', '<=', revision)
    .execute();
}
