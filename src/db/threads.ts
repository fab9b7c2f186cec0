import type { Kysely } from 'kysely';
import type { Citizen, Database, Grievance } from './schema.ts';

/** A report that her words may be about. */
export type OpenReport = Pick<Grievance, 'id' | 'reference' | 'category_id' | 'status' | 'filed_at'>;

/**
 * Her ordinary reports about which SMS are exchanged and that are not finished, newest first: open, or waiting for her
 * word.
 */
export async function listOpenReports(db: Kysely<Database>, citizenId: string, limit: number): Promise<OpenReport[]> {
  return textedReports(db, citizenId)
    .select(['id', 'reference', 'category_id', 'status', 'filed_at'])
    .where('status', 'in', ['filed', 'routed', 'acknowledged', 'awaiting_citizen', 'resolved'])
    .orderBy('filed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The one of her ordinary reports about which SMS are exchanged that has this reference. */
export async function findTexted(
  db: Kysely<Database>,
  citizenId: string,
  reference: string,
): Promise<{ id: string } | undefined> {
  return textedReports(db, citizenId).select('id').where('reference', '=', reference).executeTakeFirst();
}

/** The one of them that an office resolved last and that still waits for her word. */
export async function findResolved(db: Kysely<Database>, citizenId: string): Promise<{ id: string } | undefined> {
  return textedReports(db, citizenId)
    .select('id')
    .where('status', '=', 'resolved')
    .orderBy('resolved_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Also what has a PIN: she asked for SMS about it, and they are hers to answer. What it says is told by the PIN alone. */
function textedReports(db: Kysely<Database>, citizenId: string) {
  return db
    .selectFrom('grievances')
    .where('citizen_id', '=', citizenId)
    .where('stream', '=', 'ordinary')
    .where('contact', '=', 'sms');
}

/** Whether she has made a sealed report since: then her words may be about it, whatever else was said. */
export async function hasSealedSince(db: Kysely<Database>, citizenId: string, since: Date): Promise<boolean> {
  const filed = await db
    .selectFrom('grievances')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .where('stream', '<>', 'ordinary')
    .where('filed_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return filed !== undefined;
}

/** When she last filed a report by SMS, after `since`. */
export async function lastFiledBySms(db: Kysely<Database>, citizenId: string, since: Date): Promise<Date | undefined> {
  const filed = await db
    .selectFrom('grievances')
    .select('filed_at')
    .where('citizen_id', '=', citizenId)
    .where('channel', '=', 'sms')
    .where('filed_at', '>', since)
    .orderBy('filed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return filed?.filed_at;
}

/** A citizen as she is now, within a transaction that has changed something about her. */
export async function readCitizen(db: Kysely<Database>, id: string): Promise<Citizen> {
  return db.selectFrom('citizens').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The report that she joined of which she heard the end last. */
export async function findJoinEnded(
  db: Kysely<Database>,
  citizenId: string,
): Promise<Pick<Grievance, 'category_id' | 'area_id'> | undefined> {
  return db
    .selectFrom('joins')
    .innerJoin('grievances', 'grievances.id', 'joins.grievance_id')
    .select(['grievances.category_id', 'grievances.area_id'])
    .where('joins.citizen_id', '=', citizenId)
    .where('joins.told_at', 'is not', null)
    .orderBy('joins.told_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
