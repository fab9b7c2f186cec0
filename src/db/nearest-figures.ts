import { type Kysely, sql } from 'kysely';
import { conditionOf, type FigureQuery } from './read-figures.ts';
import type { Database } from './schema.ts';

/** Before and after all months there can be. */
const FIRST = '0001-01-01';
const LAST = '9999-01-01';

/**
 * The month with a report that is nearest to a period without one, as its first day; the earlier of two. Null: no month has any.
 */
export async function findNearestMonth(db: Kysely<Database>, query: FigureQuery): Promise<string | null> {
  const { from, to } = query;
  const { rows } = await sql<{ month: string }>`
    select month from (
      (select month, ${from}::date - month as days from rollups
        where ${conditionOf({ ...query, from: FIRST, to: from })} and received > 0 order by month desc limit 1)
      union all
      (select month, month - ${to}::date + 1 from rollups
        where ${conditionOf({ ...query, from: to, to: LAST })} and received > 0 order by month limit 1)
    ) as found order by days, month limit 1`.execute(db);
  return rows[0]?.month ?? null;
}

/** Whether changes of this programme wait to be counted. */
export async function hasUncounted(db: Kysely<Database>, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from uncounted where programme_id = ${programmeId}) as waits`.execute(db);
  return rows[0]?.waits === true;
}
