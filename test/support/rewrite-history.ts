import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../../src/db/schema.ts';

const PROTECTED = ['grievance_events', 'event_links', 'changes'];

/** Does what only the owner of the tables or a superuser can: works with their triggers and constraints switched off. */
export async function rewriteHistory<T>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    for (const table of PROTECTED) await sql`alter table ${sql.table(table)} disable trigger all`.execute(tx);
    const result = await work(tx);
    for (const table of PROTECTED) {
      await sql`alter table ${sql.table(table)} enable trigger all`.execute(tx);
      await sql`alter table ${sql.table(table)} enable always trigger only_added_to`.execute(tx);
    }
    return result;
  });
}

/** Empties tables and all that hangs on them, history too: for a test that begins anew. */
export async function emptyTables(db: Kysely<Database>, tables: readonly string[]): Promise<void> {
  const all = [...tables, 'unlinked_events'].map((table) => sql.table(table));
  await rewriteHistory(db, (tx) => sql`truncate ${sql.join(all)} cascade`.execute(tx));
}
