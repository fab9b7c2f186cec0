import { type Kysely, sql } from 'kysely';
import type { CellKind } from './count-cells.ts';
import type { Database } from './schema.ts';

/** Which part of what is open. */
export interface BacklogQuery {
  readonly programmeId: string;
  readonly kind: CellKind;
  /** Row ids; where one is left out, of all there are. */
  readonly offices?: readonly string[];
  readonly areas?: readonly string[];
  readonly categories?: readonly string[];
  /** Whether reports about an office are in it: for observers. */
  readonly withAbout: boolean;
}

/** What is open at one office, in one place or of one category; ids are the nil UUID where it is of all, or of no office yet. */
export interface BacklogRow {
  readonly officeId: string;
  readonly areaId: string;
  readonly categoryId: string;
  readonly open: number;
  readonly overdue: number;
  /** For a citizen's answer. */
  readonly waiting: number;
  /** Without an office. */
  readonly inTriage: number;
  /** By age, youngest first: `AGE_CLASSES_DAYS` and one for what is older. */
  readonly ages: readonly number[];
  readonly oldestFiledAt: Date | null;
}

/** What was open at the last count, most open first. */
export async function readBacklog(db: Kysely<Database>, query: BacklogQuery): Promise<BacklogRow[]> {
  const among = (column: string, ids: readonly string[] | undefined) =>
    ids === undefined ? sql`` : sql`and ${sql.ref(column)} = any(${ids}::uuid[])`;
  const { rows } = await sql<BacklogRow>`
    select office_id as "officeId", area_id as "areaId", category_id as "categoryId",
      sum(open)::integer as open, sum(overdue)::integer as overdue, sum(waiting)::integer as waiting,
      sum(in_triage)::integer as "inTriage",
      array[sum(ages[1]), sum(ages[2]), sum(ages[3]), sum(ages[4]), sum(ages[5])]::integer[] as ages,
      min(oldest_filed_at) as "oldestFiledAt"
    from backlog
    where programme_id = ${query.programmeId} and kind = ${query.kind}
      ${among('office_id', query.offices)} ${among('area_id', query.areas)} ${among('category_id', query.categories)}
      ${query.withAbout ? sql`` : sql`and not is_about`}
    group by 1, 2, 3 having sum(open) > 0
    order by open desc, 1, 2, 3`.execute(db);
  return rows;
}
