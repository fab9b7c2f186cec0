import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** A report as the public may see it: days, never times; codes, never words. */
export type PublicRequest = Pick<Grievance, 'id' | 'category_id' | 'status' | 'outcome'> & {
  /** The part of the programme (a county) in which it was filed; null: it was filed for the whole. */
  readonly part_id: string | null;
  /** The local month of filing, `2026-11`. */
  readonly month: string;
  /** Local days (ISO). */
  readonly requested_on: string;
  readonly updated_on: string;
  /** Since when nobody owes work on it; meaningless while somebody does. */
  readonly ended_on: string;
  readonly expected_on: string | null;
};

/** Where and when reports are looked for. */
export interface PublicScope {
  readonly programmeId: string;
  /** Of the programme, whose parts these are. */
  readonly revision: number;
  readonly timeZone: string;
  /** For each area the part it lies in; areas that lie in none are not among them. */
  readonly parts: readonly { readonly areaId: string; readonly partId: string }[];
  /** Categories that may be named, by row id: those without sub-categories, so that a sum of theirs is of them alone. */
  readonly categoryIds: readonly string[];
}

/** Which of them: local days (ISO), from the first until before the last, and states. */
export interface PublicFilter {
  readonly from: string;
  readonly to: string;
  readonly statuses: readonly Grievance['status'][];
}

/** Reports that look alike and may be listed one by one: of a local month (`2026-10`), a part and a category. */
export interface ListedCell {
  readonly month: string;
  readonly partId: string;
  readonly categoryId: string;
}

/**
 * What may be listed of the local months from the first to the last (`2026-10`), as it was decided when they were published. Nothing of those
 * that were put together before places, categories or the hours of months were put elsewhere for the last time: reports would have gone from
 * one list into another since, and lists that differ by a few tell of these. Nor where the parts are those of before.
 */
export async function readListedCells(
  db: Kysely<Database>,
  { programmeId, revision, categoryIds }: Pick<PublicScope, 'programmeId' | 'revision' | 'categoryIds'>,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<ListedCell[]> {
  const { rows } = await sql<ListedCell>`
    select to_char(month, 'YYYY-MM') as month, area_id as "partId", category_id as "categoryId"
    from listed_cells join releases using (programme_id, month) join programmes on programmes.id = programme_id
    where programme_id = ${programmeId} and places_revision <= least(programme_revision, ${revision}::integer)
      and month between ${`${first}-01`}::date and ${`${last}-01`}::date
      and category_id = any(${categoryIds}::uuid[])`.execute(db);
  return rows;
}

/** How many reports of these cells there are in days of one month, the cells' own. From `grievances_listed` alone. */
export async function countListed(
  db: Kysely<Database>,
  scope: PublicScope,
  filter: PublicFilter,
  cells: readonly ListedCell[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(counted), 0) as count
    from (
      select area_id, category_id, count(*) as counted from grievances g
      where ${isPossible(scope, filter, cells)} group by area_id, category_id
    ) as g ${onCells(scope, cells)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/**
 * Reports of these cells in days of one month, the cells' own; the newest day first. Inside a day their order says nothing of the time (the
 * last part of a row id is random). They are found and sorted in `grievances_listed` alone; only those of the page are looked up.
 */
export async function readListed(
  db: Kysely<Database>,
  scope: PublicScope,
  filter: PublicFilter & { readonly limit: number; readonly offset: number },
  cells: readonly ListedCell[],
): Promise<PublicRequest[]> {
  const { rows } = await sql<PublicRequest>`
    with possible as materialized (
      select g.id, g.filed_at, g.area_id, g.category_id from grievances g where ${isPossible(scope, filter, cells)}
    ),
    chosen as (
      select g.id from possible g ${onCells(scope, cells)}
      order by (g.filed_at at time zone ${scope.timeZone})::date desc, right(g.id::text, 12), g.id
      limit ${filter.limit} offset ${filter.offset}
    )
    select * from (${requestsOf(scope, sql`g.id in (select id from chosen)`)}) as request
    order by requested_on desc, right(id::text, 12), id`.execute(db);
  return rows;
}

function isPossible(
  { programmeId, timeZone }: PublicScope,
  { from, to, statuses }: PublicFilter,
  cells: readonly ListedCell[],
): RawBuilder<unknown> {
  const start = (day: string) => sql`${day}::timestamp at time zone ${timeZone}`;
  const categoryIds = [...new Set(cells.map(({ categoryId }) => categoryId))];
  return sql`g.programme_id = ${programmeId} and g.stream = 'ordinary' and g.about_office_id is null
    and g.filed_at >= ${start(from)} and g.filed_at < ${start(to)}
    and g.status = any(${statuses}::text[]) and g.category_id = any(${categoryIds}::uuid[])`;
}

function onCells({ parts }: PublicScope, cells: readonly ListedCell[]): RawBuilder<unknown> {
  const [partIds, categoryIds] = [cells.map(({ partId }) => partId), cells.map(({ categoryId }) => categoryId)];
  return sql`
    join ${partsOf(parts)} on part.area_id = g.area_id
    join unnest(${partIds}::uuid[], ${categoryIds}::uuid[]) as cell(part_id, category_id)
      on cell.part_id = part.part_id and cell.category_id = g.category_id`;
}

/** One ordinary report about no office. */
export async function findPublicRequest(
  db: Kysely<Database>,
  scope: PublicScope,
  key: { readonly id: string } | { readonly reference: string },
): Promise<PublicRequest | undefined> {
  const isIt = 'id' in key ? sql`g.id = ${key.id}` : sql`g.reference = ${key.reference}`;
  const { rows } = await requestsOf(scope, sql`g.programme_id = ${scope.programmeId} and ${isIt}`).execute(db);
  return rows[0];
}

function requestsOf({ timeZone, parts }: PublicScope, where: RawBuilder<unknown>): RawBuilder<PublicRequest> {
  const day = (moment: RawBuilder<unknown>) => sql`(${moment} at time zone ${timeZone})::date`;
  return sql<PublicRequest>`
    select g.id, g.category_id, g.status, g.outcome, part.part_id,
      to_char(g.filed_at at time zone ${timeZone}, 'YYYY-MM') as month,
      ${day(sql`g.filed_at`)} as requested_on,
      ${day(sql`greatest(g.filed_at, g.routed_at, g.first_answered_at, g.resolved_at, g.closed_at)`)} as updated_on,
      ${day(sql`coalesce(least(g.resolved_at, g.closed_at), g.first_answered_at, g.filed_at)`)} as ended_on,
      ${day(sql`g.resolve_by`)} as expected_on
    from grievances g left join ${partsOf(parts)} on part.area_id = g.area_id
    where g.stream = 'ordinary' and g.about_office_id is null and ${where}`;
}

/** Each area with the part it lies in, as a table. */
function partsOf(parts: PublicScope['parts']): RawBuilder<unknown> {
  const [areaIds, partIds] = [parts.map(({ areaId }) => areaId), parts.map(({ partId }) => partId)];
  return sql`unnest(${areaIds}::uuid[], ${partIds}::uuid[]) as part(area_id, part_id)`;
}
