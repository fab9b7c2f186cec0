import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** The first month in which a programme received an ordinary report, as its first day; null: it has received none. */
export async function findFirstMonth(db: Kysely<Database>, programmeId: string): Promise<string | null> {
  const { month } = await db
    .selectFrom('rollups')
    .select(sql<string | null>`min(month)`.as('month'))
    .where('programme_id', '=', programmeId)
    .where('kind', '=', 'all')
    .where('received', '>', 0)
    .executeTakeFirstOrThrow();
  return month;
}
