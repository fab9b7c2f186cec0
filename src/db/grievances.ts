import type { Expression, Kysely, SqlBool } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Actor, Database, Grievance } from './schema.ts';

/** How one grievance is named: by row id (jobs) or by reference inside a programme (people). */
export type GrievanceKey = ({ id: string } | { reference: string; programmeId: string }) & {
  /** What the row must still be once it is locked: whoever may act on it now may have lost it a moment ago. */
  readonly visible?: Expression<SqlBool>;
  /** The last event that whoever acts has seen: what others did after it, she is told before she acts. */
  readonly seen?: string;
};

/** Reads one grievance and holds its row until the transaction ends. */
export async function lockGrievance(db: Kysely<Database>, key: GrievanceKey): Promise<Grievance | undefined> {
  const all = db.selectFrom('grievances').selectAll().forUpdate();
  const query = key.visible === undefined ? all : all.where(key.visible);
  return 'id' in key
    ? query.where('id', '=', key.id).executeTakeFirst()
    : query.where('reference', '=', key.reference).where('programme_id', '=', key.programmeId).executeTakeFirst();
}

/** Adds one entry to a grievance's history. Events are never changed or removed. */
export async function insertEvent(
  db: Kysely<Database>,
  grievance: Pick<Grievance, 'id' | 'programme_id'>,
  actor: Actor,
  event: { type: string; officeId: string | null; data: Record<string, unknown>; at: Date },
): Promise<void> {
  await db
    .insertInto('grievance_events')
    .values({
      id: uuidv7(),
      grievance_id: grievance.id,
      programme_id: grievance.programme_id,
      type: event.type,
      actor_kind: actor.kind,
      actor_id: actor.id,
      channel: actor.channel,
      office_id: event.officeId,
      source: actor.source ?? null,
      data: JSON.stringify(event.data),
      at: event.at,
    })
    .execute();
}

/** Whether this request, by what its caller calls it, has acted on the grievance before. */
export async function hasActed(db: Kysely<Database>, grievanceId: string, source: string): Promise<boolean> {
  const event = await db
    .selectFrom('grievance_events')
    .select('id')
    .where('grievance_id', '=', grievanceId)
    .where('source', '=', source)
    .executeTakeFirst();
  return event !== undefined;
}

/** What is written down and changes nothing that a person decides by. */
const QUIET_EVENTS = ['viewed', 'reminded', 'due_changed', 'paged', 'number_shown'];

/** Whether anybody but `actorId` has done something to a grievance after the event `seen`. */
export async function hasMovedOn(
  db: Kysely<Database>,
  grievanceId: string,
  { seen, actorId }: { seen: string; actorId: string | null },
): Promise<boolean> {
  const event = await db
    .selectFrom('grievance_events')
    .select('id')
    .where('grievance_id', '=', grievanceId)
    .where('id', '>', seen)
    .where('actor_id', 'is distinct from', actorId)
    .where('type', 'not in', QUIET_EVENTS)
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
}
