import type { Insertable, Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Holding, HoldingsTable } from './schema.ts';

/** A turn that begins; with `until_at` and `working_minutes` one that has ended already. */
export type NewHolding = Omit<Insertable<HoldingsTable>, 'id' | 'until_at' | 'working_minutes'> &
  Partial<Pick<Holding, 'until_at' | 'working_minutes'>>;

/** Whose turn it is with a report; undefined: nobody's. */
export async function findOpenHolding(db: Kysely<Database>, grievanceId: string): Promise<Holding | undefined> {
  return db
    .selectFrom('holdings')
    .selectAll()
    .where('grievance_id', '=', grievanceId)
    .where('until_at', 'is', null)
    .executeTakeFirst();
}

/** Begins a turn. */
export async function insertHolding(db: Kysely<Database>, holding: NewHolding): Promise<void> {
  await db
    .insertInto('holdings')
    .values({ id: uuidv7(), until_at: null, working_minutes: null, ...holding })
    .execute();
}

/** Ends a turn. */
export async function closeHolding(
  db: Kysely<Database>,
  id: string,
  end: { until_at: Date; working_minutes: number },
): Promise<void> {
  await db.updateTable('holdings').set(end).where('id', '=', id).execute();
}

/** Who has had a report, from when to when, oldest first. */
export async function listHoldings(db: Kysely<Database>, grievanceId: string): Promise<Holding[]> {
  return db
    .selectFrom('holdings')
    .selectAll()
    .where('grievance_id', '=', grievanceId)
    .orderBy('from_at')
    .orderBy('id')
    .execute();
}
