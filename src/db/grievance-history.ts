import type { Kysely } from 'kysely';
import type { Names } from '../routing/programme.ts';
import type { Database, GrievanceEvent, Message } from './schema.ts';

/** One entry of a history, with the name of the office that had the grievance then. */
export type HistoryEvent = Pick<GrievanceEvent, 'type' | 'actor_kind' | 'channel' | 'data' | 'at'> & {
  office_code: string | null;
  office_names: Names | null;
};

/** What became of one SMS about a grievance: neither its words nor its number. */
export type HistoryMessage = Pick<
  Message,
  'direction' | 'purpose' | 'language' | 'state' | 'reason' | 'segments' | 'created_at' | 'settled_at'
>;

/** Everything that happened to a grievance, oldest first. */
export async function readEvents(db: Kysely<Database>, grievanceId: string): Promise<HistoryEvent[]> {
  return db
    .selectFrom('grievance_events as e')
    .leftJoin('offices as o', 'o.id', 'e.office_id')
    .select([
      'e.type',
      'e.actor_kind',
      'e.channel',
      'e.data',
      'e.at',
      'o.code as office_code',
      'o.names as office_names',
    ])
    .where('e.grievance_id', '=', grievanceId)
    .orderBy('e.id')
    .execute();
}

/** The SMS about a grievance, oldest first. */
export async function readMessages(db: Kysely<Database>, grievanceId: string): Promise<HistoryMessage[]> {
  return db
    .selectFrom('messages')
    .select(['direction', 'purpose', 'language', 'state', 'reason', 'segments', 'created_at', 'settled_at'])
    .where('grievance_id', '=', grievanceId)
    .orderBy('id')
    .execute();
}
