import { type Kysely, sql } from 'kysely';
import type { Citizen, Database, Grievance } from './schema.ts';

/** A report that somebody else may join: what it is about and since when, never its words. */
export type JoinableReport = Pick<Grievance, 'reference' | 'category_id' | 'filed_at' | 'joiners'>;

/** Most reports offered: one screen. */
const MOST_OFFERED = 3;

/** Open ordinary reports of others in one place about the same kind of problem, newest first, three at most. None about an office. */
export async function listJoinable(
  db: Kysely<Database>,
  about: { areaId: string; categoryIds: readonly string[]; citizenId: string | null },
): Promise<JoinableReport[]> {
  return db
    .selectFrom('grievances')
    .select(['reference', 'category_id', 'filed_at', 'joiners'])
    .where('area_id', '=', about.areaId)
    .where('stream', '=', 'ordinary')
    .where('about_office_id', 'is', null)
    .where('status', 'in', ['filed', 'routed', 'acknowledged', 'awaiting_citizen'])
    .where('category_id', 'in', about.categoryIds)
    .$if(about.citizenId !== null, (query) =>
      query.where((row) =>
        row.and([
          row.or([row('citizen_id', 'is', null), row('citizen_id', '<>', about.citizenId)]),
          row.not(
            row.exists(
              row
                .selectFrom('joins')
                .select('joins.citizen_id')
                .whereRef('joins.grievance_id', '=', 'grievances.id')
                .where('joins.citizen_id', '=', about.citizenId),
            ),
          ),
        ]),
      ),
    )
    .orderBy('filed_at', 'desc')
    .limit(MOST_OFFERED)
    .execute();
}

/** Says that she joined; once, however often it is said. Whether it is new. */
export async function insertJoin(
  db: Kysely<Database>,
  join: { grievanceId: string; citizenId: string; now: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('joins')
    .values({ grievance_id: join.grievanceId, citizen_id: join.citizenId, joined_at: join.now })
    .onConflict((conflict) => conflict.constraint('joins_pk').doNothing())
    .returning('citizen_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Who has joined a report and not heard its end yet, `limit` at most. */
export async function listUntold(db: Kysely<Database>, grievanceId: string, limit: number): Promise<Citizen[]> {
  return db
    .selectFrom('joins')
    .innerJoin('citizens', 'citizens.id', 'joins.citizen_id')
    .selectAll('citizens')
    .where('joins.grievance_id', '=', grievanceId)
    .where('joins.told_at', 'is', null)
    .orderBy('joins.citizen_id')
    .limit(limit)
    .execute();
}

/** These have heard the end. */
export async function markTold(
  db: Kysely<Database>,
  told: { grievanceId: string; citizenIds: readonly string[]; now: Date },
): Promise<void> {
  await db
    .updateTable('joins')
    .set({ told_at: told.now })
    .where('grievance_id', '=', told.grievanceId)
    .where('citizen_id', '=', sql<string>`any(${told.citizenIds}::uuid[])`)
    .execute();
}

/** Everybody who joined a report has heard its end: the sweep need not look for it any more. */
export async function markAllTold(db: Kysely<Database>, grievanceId: string): Promise<void> {
  await db
    .updateTable('grievances')
    .set({ untold_since: null })
    .where('id', '=', grievanceId)
    .where('untold_since', 'is not', null)
    .execute();
}

/** Reports that ended before a moment and whose end not everybody who joined them has heard, oldest first. */
export async function listEndedUntold(db: Kysely<Database>, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('grievances')
    .select('id')
    .where('untold_since', '<', before)
    .orderBy('untold_since')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The report is open again: everyone who joined hears the next end too. */
export async function forgetTold(db: Kysely<Database>, grievanceId: string): Promise<void> {
  await db
    .updateTable('joins')
    .set({ told_at: null })
    .where('grievance_id', '=', grievanceId)
    .where('told_at', 'is not', null)
    .execute();
}
