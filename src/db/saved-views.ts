import { type Kysely, sql } from 'kysely';
import type { Database, SavedViewsTable } from './schema.ts';

/** Somebody's views in the order of their names. */
export async function listViews(db: Kysely<Database>, accountId: string): Promise<SavedViewsTable[]> {
  return db
    .selectFrom('saved_views')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
}

/** What came of keeping a view: `taken` where another one of hers has the name. */
export type KeptView = 'kept' | 'taken' | 'too_many';

/** Keeps a page under a name. Of two at once the second waits. */
export async function insertView(db: Kysely<Database>, view: SavedViewsTable, most: number): Promise<KeptView> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('accounts').select('id').where('id', '=', view.account_id).forUpdate().execute();
    const names = await tx.selectFrom('saved_views').select('id').where('account_id', '=', view.account_id).execute();
    if (names.length >= most) return 'too_many';
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('saved_views')
      .values(view)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n ? 'kept' : 'taken';
  });
}

/** Gives a view of hers another name; `gone`: she has no such view. */
export async function renameView(
  db: Kysely<Database>,
  { id, accountId, name }: { id: string; accountId: string; name: string },
): Promise<'renamed' | 'taken' | 'gone'> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('accounts').select('id').where('id', '=', accountId).forUpdate().execute();
    const other = await tx
      .selectFrom('saved_views')
      .select('id')
      .where('account_id', '=', accountId)
      .where('id', '<>', id)
      .where(sql<boolean>`lower(name) = lower(${name})`)
      .executeTakeFirst();
    if (other) return 'taken';
    const { numUpdatedRows } = await tx
      .updateTable('saved_views')
      .set({ name })
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n ? 'renamed' : 'gone';
  });
}

/** Takes a view of hers away; one that is gone already is no fault. */
export async function deleteView(db: Kysely<Database>, of: { id: string; accountId: string }): Promise<void> {
  await db.deleteFrom('saved_views').where('id', '=', of.id).where('account_id', '=', of.accountId).execute();
}
