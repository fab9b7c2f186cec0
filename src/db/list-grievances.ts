import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Names } from '../routing/programme.ts';
import { isOverdue } from './late.ts';
import type { Database, Grievance } from './schema.ts';

const COLUMNS = [
  'grievances.id',
  'grievances.reference',
  'grievances.kind',
  'grievances.status',
  'grievances.outcome',
  'grievances.channel',
  'grievances.language',
  'grievances.text',
  'grievances.filed_at',
  'grievances.respond_by',
  'grievances.resolve_by',
  'grievances.first_answered_at',
  'grievances.resolved_at',
  'grievances.joiners',
  'grievances.is_for_other',
] as const;

type Column = (typeof COLUMNS)[number] extends `grievances.${infer Name extends keyof Grievance}` ? Name : never;

/** A grievance with the names that its ids stand for. */
export type ListedGrievance = Pick<Grievance, Column> & {
  category: string;
  area_code: string;
  area_names: Names;
  /** Null while no office has it. */
  office_code: string | null;
  office_names: Names | null;
  /** The sign-in name of the official who has it. */
  assignee: string | null;
  overdue: boolean;
  /** `filed_at` in microseconds since 1970, for the cursor: a `Date` would lose the last three digits. */
  filed_us: number;
};

/** Where a list goes on: after the row with this time and id. */
export interface After {
  readonly filedUs: number;
  readonly id: string;
}

/** Grievances that meet every condition, newest first. `now` decides what is overdue. */
export async function listGrievances(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; after: After | null; limit: number; now: Date },
): Promise<ListedGrievance[]> {
  const { where, after, limit, now } = query;
  return listed(db, now)
    .where((eb) => eb.and(after === null ? where : [...where, isAfter(after)]))
    .orderBy('grievances.filed_at', 'desc')
    .orderBy('grievances.id', 'desc')
    .limit(limit)
    .execute();
}

/** The one grievance that meets every condition. */
export async function readGrievance(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; now: Date },
): Promise<ListedGrievance | undefined> {
  return listed(db, query.now)
    .where((eb) => eb.and(query.where))
    .executeTakeFirst();
}

function isAfter({ filedUs, id }: After): Expression<SqlBool> {
  const filedAt = sql`timestamptz 'epoch' + ${filedUs}::bigint * interval '1 microsecond'`;
  return sql<SqlBool>`(grievances.filed_at, grievances.id) < (${filedAt}, ${id}::uuid)`;
}

function listed(db: Kysely<Database>, now: Date) {
  return db
    .selectFrom('grievances')
    .innerJoin('categories', 'categories.id', 'grievances.category_id')
    .innerJoin('areas', 'areas.id', 'grievances.area_id')
    .leftJoin('offices', 'offices.id', 'grievances.office_id')
    .leftJoin('accounts', 'accounts.id', 'grievances.assignee_id')
    .select(COLUMNS)
    .select(['categories.code as category', 'areas.code as area_code', 'areas.names as area_names'])
    .select(['offices.code as office_code', 'offices.names as office_names', 'accounts.sign_in as assignee'])
    .select([
      isOverdue(now).as('overdue'),
      sql<number>`(extract(epoch from grievances.filed_at) * 1000000)::bigint`.as('filed_us'),
    ]);
}
