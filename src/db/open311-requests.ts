import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** A report as the public may see it: days, never times; codes, never words. */
export type PublicRequest = Pick<Grievance, 'id' | 'category_id' | 'office_id' | 'status' | 'outcome'> & {
  /** The part of the programme (a county) in which it was filed; null: it was filed for the whole. */
  readonly part_id: string | null;
  /** The local month of filing, `2026-11`. */
  readonly month: string;
  /** Local days (ISO). */
  readonly requested_on: string;
  readonly updated_on: string;
  readonly expected_on: string | null;
};

/** Where and when reports are looked for. */
export interface PublicScope {
  readonly programmeId: string;
  readonly timeZone: string;
  /** For each area the part it lies in; areas that lie in none are not among them. */
  readonly parts: readonly { readonly areaId: string; readonly partId: string }[];
  /** Categories that may be named, by row id: those without sub-categories, so that a sum of theirs is of them alone. */
  readonly categoryIds: readonly string[];
}

/** Which of them. */
export interface PublicFilter {
  /** Local days (ISO): from the first until before the last. */
  readonly from: string;
  readonly to: string;
  readonly statuses: readonly Grievance['status'][];
  readonly limit: number;
  readonly offset: number;
}

/** Local months, the first and the last, as `2026-11`. */
export interface Months {
  readonly first: string;
  readonly last: string;
}

/** The name of those that are alike: filed in one month in one part, or owed by one office, and of one category. */
export function cellKey(month: string, placeId: string, categoryId: string): string {
  return `${month} ${placeId} ${categoryId}`;
}

/**
 * Of which month, place and category there are enough reports alike, by `cellKey`: from the sums of figures, which leave out reports about
 * an office here.
 *
 * @param kind `area_category` with parts of the programme as places, or `office_category` with offices
 */
export async function readCrowds(
  db: Kysely<Database>,
  { programmeId, categoryIds }: Pick<PublicScope, 'programmeId' | 'categoryIds'>,
  query: Months & {
    readonly kind: 'area_category' | 'office_category';
    readonly placeIds: readonly string[];
    readonly least: number;
  },
): Promise<ReadonlySet<string>> {
  const place = query.kind === 'area_category' ? sql.ref('area_id') : sql.ref('office_id');
  const { rows } = await sql<{ month: string; place_id: string; category_id: string }>`
    select to_char(month, 'YYYY-MM') as month, ${place} as place_id, category_id from rollups
    where programme_id = ${programmeId} and kind = ${query.kind} and not is_about
      and month between ${`${query.first}-01`}::date and ${`${query.last}-01`}::date
      and ${place} = any(${query.placeIds}::uuid[]) and category_id = any(${categoryIds}::uuid[])
      and received >= ${query.least}`.execute(db);
  return new Set(rows.map((row) => cellKey(row.month, row.place_id, row.category_id)));
}

/**
 * Ordinary reports about no office of these crowds, the newest day first. Inside a day their order says nothing of the time (the last
 * part of a row id is random).
 */
export async function listPublicRequests(
  db: Kysely<Database>,
  scope: PublicScope,
  filter: PublicFilter,
  crowds: ReadonlySet<string>,
): Promise<PublicRequest[]> {
  const { programmeId, timeZone, categoryIds } = scope;
  const start = (day: string) => sql`${day}::timestamp at time zone ${timeZone}`;
  const { rows } = await sql<PublicRequest>`
    select * from (${requestsOf(
      scope,
      sql`g.programme_id = ${programmeId} and g.category_id = any(${categoryIds}::uuid[])
        and g.status = any(${filter.statuses}::text[])
        and g.filed_at >= ${start(filter.from)} and g.filed_at < ${start(filter.to)}`,
    )}) as request
    where month || ' ' || part_id || ' ' || category_id = any(${[...crowds]}::text[])
    order by requested_on desc, right(id::text, 12), id
    limit ${filter.limit} offset ${filter.offset}`.execute(db);
  return rows;
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
  const areaIds = parts.map(({ areaId }) => areaId);
  const partIds = parts.map(({ partId }) => partId);
  return sql<PublicRequest>`
    select g.id, g.category_id, g.office_id, g.status, g.outcome, part.part_id,
      to_char(g.filed_at at time zone ${timeZone}, 'YYYY-MM') as month,
      ${day(sql`g.filed_at`)} as requested_on,
      ${day(sql`greatest(g.filed_at, g.routed_at, g.first_answered_at, g.resolved_at, g.closed_at)`)} as updated_on,
      ${day(sql`g.resolve_by`)} as expected_on
    from grievances g
    left join unnest(${areaIds}::uuid[], ${partIds}::uuid[]) as part(area_id, part_id) on part.area_id = g.area_id
    where g.stream = 'ordinary' and g.about_office_id is null and ${where}`;
}
