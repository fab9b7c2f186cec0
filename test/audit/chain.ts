import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Database } from '../../src/db/schema.ts';
import { insertGrievance, type Place } from '../workers/stuck-rows.ts';

/** Files a grievance; resolves to its id and to the way to add an event to it. */
export async function openHistory(db: Kysely<Database>, place: Place) {
  const grievanceId = await insertGrievance(db, place, {
    status: 'routed',
    filed_at: new Date('2026-03-02T09:00:00Z'),
  });
  return {
    grievanceId,
    add: (event: Partial<NewEvent> = {}, on: Kysely<Database> = db) => addEvent(on, place, { grievanceId, ...event }),
  };
}

interface NewEvent {
  id: string;
  grievanceId: string;
  type: string;
  source: string | null;
  data: object;
  at: Date;
}

/** Writes an event as the gateway does; resolves to its id. */
export async function addEvent(
  db: Kysely<Database>,
  place: Place,
  {
    id = uuid(),
    grievanceId,
    type = 'replied',
    source = null,
    data = { text: 'A plumber comes.' },
    at,
  }: Partial<NewEvent>,
): Promise<string> {
  await db
    .insertInto('grievance_events')
    .values({
      id,
      grievance_id: grievanceId ?? '',
      programme_id: place.programmeId,
      type,
      actor_kind: 'official',
      actor_id: null,
      channel: 'console',
      office_id: null,
      source,
      data: JSON.stringify(data),
      at: at ?? new Date('2026-03-02T10:00:00Z'),
    })
    .execute();
  return id;
}

/** The chain as docs/audit.md tells an outsider to compute it, from what a dump of the tables holds. */
export async function recompute(db: Kysely<Database>, programmeId: string): Promise<string[]> {
  const { rows } = await sql<Record<string, string | null>>`
    select e.id::text, e.programme_id::text, e.grievance_id::text, e.type, e.actor_kind, e.actor_id::text, e.channel,
      e.office_id::text, e.source, e.data::text, e.at::text, encode(e.salt, 'hex') as salt, g.text
    from event_links l join grievance_events e on e.id = l.event_id join grievances g on g.id = e.grievance_id
    where l.programme_id = ${programmeId} order by l.seq`.execute(db);
  let hash = Buffer.alloc(32);
  return rows.map((e) => {
    const words = ['majibu-words-1', e.salt, e.source].map((value) => JSON.stringify(value));
    const data = sha256(`[${[...words, e.data, JSON.stringify(e.type === 'filed' ? e.text : null)].join(', ')}]`);
    const [day, time] = new Date(String(e.at)).toISOString().slice(0, -1).split('T');
    const rest = [e.id, e.programme_id, e.grievance_id, e.type, e.actor_kind, e.actor_id, e.channel, e.office_id];
    const parts = ['majibu-event-1', ...rest, `${day}T${time}000Z`, data.toString('hex')];
    hash = sha256(hash, sha256(`[${parts.map((part) => JSON.stringify(part ?? null)).join(', ')}]`));
    return hash.toString('hex');
  });
}

function sha256(...parts: (string | Buffer)[]): Buffer<ArrayBuffer> {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return Buffer.from(hash.digest());
}
