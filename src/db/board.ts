import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from './schema.ts';

/** What one office holds at a moment. */
export interface OfficeLoad {
  readonly office_id: string;
  /** Somebody owes work on these. */
  readonly open: number;
  /** Of those, how many have passed the time promised. */
  readonly overdue: number;
  /** Of those, how many are due before `soon`. */
  readonly due_soon: number;
  /** Open, and nobody in particular has it. */
  readonly unassigned: number;
  /** Asked something, the citizen has not answered yet. */
  readonly waiting: number;
  /** When the oldest open one was filed. */
  readonly oldest_at: Date;
}

/** The offices that hold something open, the worst first. One pass over open reports, none of those that have ended. */
export async function readBoard(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; now: Date; soon: Date },
): Promise<OfficeLoad[]> {
  const { now, soon } = query;
  return db
    .selectFrom('grievances')
    .select((eb) => [
      eb.ref('grievances.office_id').$notNull().as('office_id'),
      eb.fn.countAll<number>().as('open'),
      sql<number>`count(*) filter (where grievances.due_by <= ${now})`.as('overdue'),
      sql<number>`count(*) filter (where grievances.due_by > ${now} and grievances.due_by <= ${soon})`.as('due_soon'),
      sql<number>`count(*) filter (where grievances.assignee_id is null)`.as('unassigned'),
      sql<number>`count(*) filter (where grievances.status = 'awaiting_citizen')`.as('waiting'),
      eb.fn.min('grievances.filed_at').as('oldest_at'),
    ])
    .where('grievances.status', 'in', ['routed', 'acknowledged', 'awaiting_citizen'])
    .where('grievances.office_id', 'is not', null)
    .where((eb) => eb.and(query.where))
    .groupBy('grievances.office_id')
    .orderBy('overdue', 'desc')
    .orderBy('oldest_at')
    .execute();
}

/** What one official of an office has. */
export interface OfficialLoad {
  readonly id: string;
  readonly name: string;
  readonly office_id: string;
  readonly absent_from: string | null;
  readonly absent_until: string | null;
  readonly open: number;
  readonly overdue: number;
}

/** The officials of some offices with what each has, the fullest first; whoever has nothing is there too. */
export async function readOfficialLoads(
  db: Kysely<Database>,
  query: { officeIds: readonly string[]; where: readonly Expression<SqlBool>[]; now: Date },
): Promise<OfficialLoad[]> {
  if (query.officeIds.length === 0) return [];
  const held = db
    .selectFrom('grievances')
    .select((eb) => [
      eb.ref('grievances.assignee_id').as('assignee_id'),
      eb.fn.countAll<number>().as('open'),
      sql<number>`count(*) filter (where grievances.due_by <= ${query.now})`.as('overdue'),
    ])
    .where('grievances.status', 'in', ['routed', 'acknowledged', 'awaiting_citizen'])
    .where('grievances.assignee_id', 'is not', null)
    .where((eb) => eb.and(query.where))
    .groupBy('grievances.assignee_id');
  return db
    .selectFrom('accounts as a')
    .leftJoin(held.as('held'), 'held.assignee_id', 'a.id')
    .select((eb) => [
      'a.id',
      'a.name',
      eb.ref('a.office_id').$notNull().as('office_id'),
      'a.absent_from',
      'a.absent_until',
      eb.fn.coalesce('held.open', eb.lit(0)).as('open'),
      eb.fn.coalesce('held.overdue', eb.lit(0)).as('overdue'),
    ])
    .where('a.office_id', 'in', query.officeIds)
    .where('a.disabled_at', 'is', null)
    .orderBy('open', 'desc')
    .orderBy('a.name')
    .execute();
}

/** A report that waits for a person to choose its office. */
export interface TriageRow {
  readonly id: string;
  readonly reference: string;
  readonly text: string;
  readonly language: string;
  readonly category_id: string;
  readonly area_id: string;
  readonly due_by: Date | null;
  readonly filed_at: Date;
  /** Offices that passed it on, by row id. */
  readonly passed_by: string[];
}

/** The triage queue, due first; at most `limit`. */
export async function readTriage(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; limit: number },
): Promise<TriageRow[]> {
  return db
    .selectFrom('grievances')
    .select([
      'grievances.id',
      'grievances.reference',
      'grievances.text',
      'grievances.language',
      'grievances.category_id',
      'grievances.area_id',
      'grievances.due_by',
      'grievances.filed_at',
      'grievances.passed_by',
    ])
    .where('grievances.status', '=', 'filed')
    .where('grievances.triaged_at', 'is not', null)
    .where((eb) => eb.and(query.where))
    .orderBy('grievances.due_by')
    .orderBy('grievances.id')
    .limit(query.limit)
    .execute();
}
