import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

// Months whose snapshots do not hold any more what their reports and ratings say; see snapshots.ts.

/** What is noted when it changes in a month that is long over. */
export type Noted = 'ratings' | 'groups';

/** Notes months, each by its first day, of which something changed. */
export async function noteStaleMonths(
  db: Kysely<Database>,
  programmeId: string,
  what: Noted,
  months: readonly string[],
): Promise<void> {
  if (months.length === 0) return;
  await db
    .insertInto('stale_months')
    .values(months.map((month) => ({ programme_id: programmeId, what, month })))
    .execute();
}

/** The first days of the months that were noted, in order, each once. */
export async function listStaleMonths(db: Kysely<Database>, programmeId: string, what: Noted): Promise<string[]> {
  const rows = await db
    .selectFrom('stale_months')
    .select('month')
    .distinct()
    .where('programme_id', '=', programmeId)
    .where('what', '=', what)
    .orderBy('month')
    .execute();
  return rows.map(({ month }) => month);
}

/** Takes out the notes of a month; in the transaction that counts it, and before: what is noted from then on stays. */
export async function takeStaleMonth(
  db: Kysely<Database>,
  programmeId: string,
  what: Noted,
  month: string,
): Promise<void> {
  await db
    .deleteFrom('stale_months')
    .where('programme_id', '=', programmeId)
    .where('what', '=', what)
    .where('month', '=', month)
    .execute();
}

/** Takes out all notes of a programme; in the transaction that counts everything anew. */
export async function takeAllStaleMonths(db: Kysely<Database>, programmeId: string): Promise<void> {
  await db.deleteFrom('stale_months').where('programme_id', '=', programmeId).execute();
}

/** When the first report, rating or message of a programme may have come; null: there is none. Found by indexes. */
export async function findBeginning(db: Kysely<Database>, programmeId: string, timeZone: string): Promise<Date | null> {
  // Ids of messages are in the order of time; those of other programmes may be among them, which costs an empty month.
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select created_at from messages order by id limit 1),
      (select min(filed_at) from grievances where programme_id = ${programmeId}),
      (select min(rated_on)::timestamp at time zone ${timeZone} from ratings where programme_id = ${programmeId})) as at`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}
