import { type Kysely, sql } from 'kysely';
import type { Names } from '../routing/programme.ts';
import type { Database, MeetingOrigin } from './schema.ts';

/** A meeting of the public list, from the programme's files or entered in the console. */
export interface MeetingHeld {
  readonly id: string;
  readonly area_id: string;
  readonly starts_at: Date;
  readonly names: Names;
  readonly venues: Names;
  readonly origin: MeetingOrigin;
  readonly is_cancelled: boolean;
  /** How many said by phone that they came. */
  readonly came: number;
  /** How much was promised there. */
  readonly promises: number;
}

/**
 * Meetings in any of the areas that begin between two moments (an end left out is open), the latest first. Those that were called off are
 * among them; what only left the programme's files is not.
 *
 * @param query.onlyHeld without those that were called off
 * @param query.after goes on after the meeting that begins then and has this id
 */
export async function listMeetingsHeld(
  db: Kysely<Database>,
  query: {
    programmeId: string;
    areaIds: readonly string[];
    from: Date | null;
    to: Date | null;
    onlyHeld?: boolean;
    after: { readonly startsAt: Date; readonly id: string } | null;
    limit: number;
  },
): Promise<MeetingHeld[]> {
  const { from, to, after } = query;
  const conditions = [
    sql`programme_id = ${query.programmeId}`,
    sql`area_id = any(${query.areaIds}::uuid[])`,
    query.onlyHeld === true ? sql`retired_at is null` : sql`(retired_at is null or origin = 'console')`,
    ...(from === null ? [] : [sql`starts_at >= ${from}`]),
    ...(to === null ? [] : [sql`starts_at < ${to}`]),
    ...(after === null ? [] : [sql`(starts_at, id) < (${after.startsAt}::timestamptz, ${after.id}::uuid)`]),
  ];
  const { rows } = await sql<MeetingHeld>`
    select id, area_id, starts_at, names, venues, origin, retired_at is not null as is_cancelled,
      coalesce((select came from forums where meeting_id = meetings.id),
        (select count(*) from attendances where meeting_id = meetings.id)::integer) as came,
      (select count(*) from promises where meeting_id = meetings.id)::integer as promises
    from meetings where ${sql.join(conditions, sql` and `)}
    order by starts_at desc, id desc limit ${query.limit}`.execute(db);
  return rows;
}
