import type { Kysely, Selectable } from 'kysely';
import type { Database, MeetingsTable } from './schema.ts';

/** A public meeting: when, what about, and where. */
export type PublicMeeting = Pick<Selectable<MeetingsTable>, 'starts_at' | 'names' | 'venues'>;

/** The next meetings in any of the areas, the earliest first; `limit` at most. */
export async function listMeetings(
  db: Kysely<Database>,
  query: { areaIds: readonly string[]; from: Date; limit: number },
): Promise<PublicMeeting[]> {
  return db
    .selectFrom('meetings')
    .select(['starts_at', 'names', 'venues'])
    .where('area_id', 'in', query.areaIds)
    .where('starts_at', '>=', query.from)
    .where('retired_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(query.limit)
    .execute();
}
