import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Names } from '../routing/programme.ts';
import { isOverdue } from './late.ts';
import type { Database } from './schema.ts';

export const GROUPINGS = ['office', 'area', 'category', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What is asked: which grievances, filed in `[from, to)`, put together how. */
export interface ResponseTimesQuery {
  /** Conditions on `grievances`. */
  readonly where: readonly Expression<SqlBool>[];
  readonly groupBy: Grouping;
  readonly from: Date;
  readonly to: Date;
  /** Decides what is overdue. */
  readonly now: Date;
  /** IANA name: where a month begins. */
  readonly timeZone: string;
  /** By area only: row id of the area whose parts are compared. */
  readonly baseAreaId: string;
  /** By area only: which level its parts are of; null: its children, whatever they are called. */
  readonly level: string | null;
}

/** The figures of one group; docs/api.md defines each. Hours elapsed, two decimals; null where there is nothing to measure. */
export interface ResponseTimes {
  /** A code, or a month `2026-11`; null: grievances that no office has yet. */
  code: string | null;
  /** Null for a month, and where `code` is. */
  names: Names | null;
  received: number;
  answered: number;
  resolved: number;
  overdue: number;
  first_answer_median: number | null;
  first_answer_p90: number | null;
  resolution_median: number | null;
  resolution_p90: number | null;
  confirmed: number;
  disputed: number;
  silent: number;
}

/** How a grouping is done: what a grievance is counted under, and what that is called. */
interface Plan {
  readonly key: RawBuilder<unknown>;
  /** Joined before counting: only where the key is not in `grievances` itself. */
  readonly via: RawBuilder<unknown>;
  readonly name: RawBuilder<unknown>;
  /** Joined after counting, once per group. */
  readonly named: RawBuilder<unknown>;
}

/** How long answers took, by group in the order of their codes. One statement; groups without a grievance are not in it. */
export async function readResponseTimes(db: Kysely<Database>, query: ResponseTimesQuery): Promise<ResponseTimes[]> {
  const plan = planOf(query);
  const conditions = sql.join(
    [...query.where, sql`filed_at >= ${query.from}`, sql`filed_at < ${query.to}`],
    sql` and `,
  );
  const { rows } = await sql<ResponseTimes>`
    with recursive ${placesOf(query)}
    counted as (
      select ${plan.key} as key, ${figures(query.now)}
      from grievances ${plan.via}
      where ${conditions}
      group by 1
    )
    select ${plan.name}, counted.*
    from counted ${plan.named}
    order by code nulls last`.execute(db);
  return rows;
}

function planOf({ groupBy, timeZone }: ResponseTimesQuery): Plan {
  const none = sql``;
  const name = sql`named.code, named.names`;
  switch (groupBy) {
    case 'office':
      return { key: sql`owing_office_id`, via: none, name, named: sql`left join offices named on named.id = key` };
    case 'category':
      return { key: sql`category_id`, via: none, name, named: sql`join categories named on named.id = key` };
    case 'area':
      return {
        key: sql`place.group_id`,
        via: sql`join place on place.area_id = grievances.area_id`,
        name,
        named: sql`join areas named on named.id = key`,
      };
    case 'month':
      return {
        key: sql`to_char(filed_at at time zone ${timeZone}, 'YYYY-MM')`,
        via: none,
        name: sql`key as code, null::jsonb as names`,
        named: none,
      };
  }
}

/**
 * Every area below the base with the part it belongs to: the first area of the wanted level on the way down. What lies in
 * no such part belongs to the base itself, so that nothing is left out of the sum.
 */
function placesOf({ groupBy, baseAreaId, level }: ResponseTimesQuery): RawBuilder<unknown> {
  if (groupBy !== 'area') return sql``;
  const isPart = level === null ? sql`true` : sql`area.level = ${level}`;
  return sql`
    place(area_id, group_id, has_part) as (
      select id, id, false from areas where id = ${baseAreaId}
      union all
      select area.id,
             case when not has_part and ${isPart} then area.id else group_id end,
             has_part or ${isPart}
      from areas area join place on area.parent_id = place.area_id
    ),`;
}

function figures(now: Date): RawBuilder<unknown> {
  return sql`
    count(*) as received,
    count(first_answered_at) as answered,
    count(resolved_at) as resolved,
    count(*) filter (where ${isOverdue(now)}) as overdue,
    ${hours('first_answered_at', 0.5)} as first_answer_median,
    ${hours('first_answered_at', 0.9)} as first_answer_p90,
    ${hours('resolved_at', 0.5)} as resolution_median,
    ${hours('resolved_at', 0.9)} as resolution_p90,
    count(*) filter (where outcome = 'confirmed') as confirmed,
    count(*) filter (where outcome = 'disputed') as disputed,
    count(*) filter (where outcome = 'silent') as silent`;
}

/** A percentile of the hours from filing to `column`, between two values where it falls between them. */
function hours(column: 'first_answered_at' | 'resolved_at', fraction: number): RawBuilder<unknown> {
  const elapsed = sql`extract(epoch from ${sql.ref(column)} - filed_at)::float8 / 3600`;
  return sql`round((percentile_cont(${sql.lit(fraction)}) within group (order by ${elapsed}))::numeric, 2)::float8`;
}
