import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** What a citizen may read of her own report on a phone that others may hold. */
export type OwnReport = Pick<
  Grievance,
  | 'id'
  | 'reference'
  | 'category_id'
  | 'office_id'
  | 'status'
  | 'outcome'
  | 'respond_by'
  | 'resolve_by'
  | 'first_answered_at'
  | 'filed_at'
> & { last_answer: string | null };

const COLUMNS = [
  'id',
  'reference',
  'category_id',
  'office_id',
  'status',
  'outcome',
  'respond_by',
  'resolve_by',
  'first_answered_at',
  'filed_at',
] as const;

/** Words an official wrote to the citizen, newest first. */
const LAST_ANSWER = sql<string | null>`(
  select coalesce(e.data->>'text', e.data->>'reason') from grievance_events e
  where e.grievance_id = grievances.id and e.type in ('replied', 'resolved', 'rejected')
  order by e.id desc limit 1)`;

/** Her ordinary reports, newest first, 8 at most. */
export async function listOwnReports(db: Kysely<Database>, citizenId: string): Promise<OwnReport[]> {
  return ownReports(db, citizenId).orderBy('filed_at', 'desc').limit(8).execute();
}

/** One of her ordinary reports by reference. */
export async function readOwnReport(
  db: Kysely<Database>,
  citizenId: string,
  reference: string,
): Promise<OwnReport | undefined> {
  return ownReports(db, citizenId).where('reference', '=', reference).executeTakeFirst();
}

/** The one of her ordinary reports that an office resolved last and that still waits for her word. */
export async function findResolved(db: Kysely<Database>, citizenId: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('grievances')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .where('stream', '=', 'ordinary')
    .where('status', '=', 'resolved')
    .orderBy('resolved_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function ownReports(db: Kysely<Database>, citizenId: string) {
  return db
    .selectFrom('grievances')
    .select(COLUMNS)
    .select(LAST_ANSWER.as('last_answer'))
    .where('citizen_id', '=', citizenId)
    .where('stream', '=', 'ordinary');
}
