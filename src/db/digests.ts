import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { isAway } from './assignees.ts';
import type { Account, Database } from './schema.ts';

/** Whoever gets a digest by SMS. */
function withDigest(db: Kysely<Database>) {
  return db
    .selectFrom('accounts')
    .where('role', 'in', ['official', 'supervisor'])
    .where('phone_sealed', 'is not', null)
    .where('disabled_at', 'is', null);
}

/** Programmes in which somebody may have had no digest yet today: each with the day of the oldest, null for none ever. */
export async function listUndigested(db: Kysely<Database>): Promise<{ programmeId: string; oldest: string | null }[]> {
  return withDigest(db)
    .select([
      'programme_id as programmeId',
      sql<string | null>`case when bool_or(digest_on is null) then null else min(digest_on) end`.as('oldest'),
    ])
    .groupBy('programme_id')
    .orderBy('programme_id')
    .execute();
}

/** Somebody whose digest of today is not dealt with yet. */
export type Undigested = Account & { readonly isAway: boolean };

/** So many of them after an id, held until the transaction ends; whom another process holds is its own to tell. */
export async function lockUndigested(
  db: Kysely<Database>,
  of: { programmeId: string; day: string; after: string; limit: number },
): Promise<Undigested[]> {
  return withDigest(db)
    .selectAll()
    .select(sql<boolean>`${isAway(of.day)} is true`.as('isAway'))
    .where('programme_id', '=', of.programmeId)
    .where('id', '>', of.after)
    .where((row) => row.or([row('digest_on', 'is', null), row('digest_on', '<', of.day)]))
    .orderBy('id')
    .limit(of.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Says that the digest of a day is dealt with. */
export async function markDigested(db: Kysely<Database>, accountIds: readonly string[], day: string): Promise<void> {
  if (accountIds.length === 0) return;
  await db.updateTable('accounts').set({ digest_on: day }).where('id', 'in', accountIds).execute();
}

/** What waits for an official. */
export interface DayCounts {
  readonly dueToday: number;
  readonly overdue: number;
  /** Not acknowledged yet. */
  readonly fresh: number;
}

/**
 * Open reports that are an official's, or nobody's of her office.
 *
 * @param of.visible what she may see
 */
export async function countDay(
  db: Kysely<Database>,
  of: { visible: Expression<SqlBool>; accountId: string; now: Date; endOfDay: Date },
): Promise<DayCounts> {
  return db
    .selectFrom('grievances')
    .select([
      sql<number>`count(*) filter (where due_by > ${of.now} and due_by <= ${of.endOfDay})`.as('dueToday'),
      sql<number>`count(*) filter (where due_by <= ${of.now})`.as('overdue'),
      sql<number>`count(*) filter (where status = 'routed')`.as('fresh'),
    ])
    .where(of.visible)
    .where('status', 'in', ['routed', 'acknowledged'])
    .where((row) => row.or([row('assignee_id', '=', of.accountId), row('assignee_id', 'is', null)]))
    .executeTakeFirstOrThrow();
}

/** What is open at one office, or at none. */
export interface OfficeWeek {
  readonly officeId: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly oldestAt: Date;
}

/** What is open within a supervisor's reach, by office, most overdue first. */
export async function countWeek(
  db: Kysely<Database>,
  { visible, now }: { visible: Expression<SqlBool>; now: Date },
): Promise<OfficeWeek[]> {
  return db
    .selectFrom('grievances')
    .select([
      'office_id as officeId',
      sql<number>`count(*)`.as('open'),
      sql<number>`count(*) filter (where due_by <= ${now})`.as('overdue'),
      sql<Date>`min(filed_at)`.as('oldestAt'),
    ])
    .where(visible)
    .where('status', 'in', ['filed', 'routed', 'acknowledged', 'awaiting_citizen'])
    .groupBy('office_id')
    .orderBy('overdue', 'desc')
    .orderBy('office_id')
    .execute();
}
