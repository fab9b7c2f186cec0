import { type Kysely, sql } from 'kysely';
import type { GrievanceKey } from './grievances.ts';
import type { Database, Grievance } from './schema.ts';

/** A report and the one it was merged into. */
export type Link = Pick<Grievance, 'id' | 'programme_id' | 'reference' | 'merged_into_id' | 'closed_at'>;

const LINK = ['id', 'programme_id', 'reference', 'merged_into_id', 'closed_at'] as const;

/** Reads what a report is linked with, without holding its row. */
export async function readLink(db: Kysely<Database>, key: GrievanceKey): Promise<Link | undefined> {
  const all = db.selectFrom('grievances').select(LINK);
  const query = key.visible === undefined ? all : all.where(key.visible);
  return 'id' in key
    ? query.where('id', '=', key.id).executeTakeFirst()
    : query.where('reference', '=', key.reference).where('programme_id', '=', key.programmeId).executeTakeFirst();
}

/** Holds several reports until the transaction ends, always in the same order: two who hold some never wait for each other. */
export async function lockInOrder(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await db.selectFrom('grievances').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/**
 * Counts whoever filed or joined a report with another one, as of `now`. Whose that one is already, by filing or by
 * joining, stays as she is.
 *
 * @returns how many are new there
 */
export async function joinOver(
  db: Kysely<Database>,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<number> {
  const { rows } = await sql`
    insert into joins (grievance_id, citizen_id, joined_at)
    select other.id, people.citizen_id, ${now}
    from (${peopleOf(from)}) as people, grievances other
    where other.id = ${to} and people.citizen_id is distinct from other.citizen_id
    on conflict on constraint joins_pk do nothing
    returning citizen_id`.execute(db);
  await addJoiners(db, to, rows.length);
  return rows.length;
}

/** Takes back what `joinOver` did at the moment `at`. */
export async function takeBackJoins(
  db: Kysely<Database>,
  { from, to, at }: { from: string; to: string; at: Date },
): Promise<void> {
  const { rows } = await sql`
    delete from joins
    where grievance_id = ${to} and joined_at = ${at} and citizen_id in (${peopleOf(from)})
    returning citizen_id`.execute(db);
  await addJoiners(db, to, -rows.length);
}

/** Whoever filed or joined a report. */
function peopleOf(grievanceId: string) {
  return sql`
    select citizen_id from grievances where id = ${grievanceId} and citizen_id is not null
    union
    select citizen_id from joins where grievance_id = ${grievanceId}`;
}

async function addJoiners(db: Kysely<Database>, grievanceId: string, count: number): Promise<void> {
  if (count === 0) return;
  await db
    .updateTable('grievances')
    .set((eb) => ({ joiners: eb('joiners', '+', count) }))
    .where('id', '=', grievanceId)
    .execute();
}
