import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';

/** What stands in front of the first link of a chain. */
export const GENESIS = Buffer.alloc(32);

/** An event that is not linked yet, and its hashes. */
export interface UnlinkedEvent {
  readonly eventId: string;
  readonly grievanceId: string;
  readonly dataHash: Buffer;
  readonly eventHash: Buffer;
}

/** One link of a chain: `hash` is the SHA-256 of the hash before and `eventHash`. */
export interface Link extends UnlinkedEvent {
  readonly seq: number;
  readonly hash: Buffer;
}

/** The end of a chain. */
export type Head = Pick<Link, 'seq' | 'hash'>;

/**
 * Hash of what may have to be erased of an event `e`: its words, the report's own where it was filed (`g`), and what it
 * came from. The salt goes with them, so that afterwards nobody can try which words they were.
 */
export const dataHash: RawBuilder<Buffer> = hashOf(sql`
  'majibu-words-1', encode(e.salt, 'hex'), e.source, e.data, case when e.type = 'filed' then g.text end`);

/** Hash of an event `e` as a whole, with its words as a hash only: see `docs/audit.md`. */
export function eventHash(words: RawBuilder<unknown>): RawBuilder<Buffer> {
  return hashOf(sql`
    'majibu-event-1', e.id, e.programme_id, e.grievance_id, e.type, e.actor_kind, e.actor_id, e.channel, e.office_id,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), encode(${words}, 'hex')`);
}

/** SHA-256 of a JSON array as PostgreSQL writes it: no two lists of values are written alike. */
function hashOf(values: RawBuilder<unknown>): RawBuilder<Buffer> {
  return sql`sha256(convert_to(json_build_array(${values})::text, 'UTF8'))`;
}

/**
 * Becomes the only one who links the events of a programme until the transaction ends. False: somebody else is.
 */
export async function lockChain(db: Kysely<Database>, programmeId: string): Promise<boolean> {
  // Advisory locks of this project: "majl".
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(x'6d616a6c'::integer, hashtext(${programmeId})) as locked`.execute(db);
  return rows[0]?.locked === true;
}

/** An entry of `unlinked_events`. Without hashes: nothing is to be linked, for the event is linked already or gone. */
export type WaitingEvent = { readonly eventId: string } & ({ readonly dataHash: null } | UnlinkedEvent);

/**
 * Events of a programme that are committed and not linked, by id, which is the order they were begun in: `limit` at most,
 * after the event `after`.
 */
export async function listUnlinked(
  db: Kysely<Database>,
  programmeId: string,
  { after, limit }: { after: string; limit: number },
): Promise<WaitingEvent[]> {
  const { rows } = await sql<WaitingEvent>`
    with waiting as materialized (
      select event_id from unlinked_events
      where programme_id = ${programmeId} and event_id > ${after}
      order by event_id limit ${limit}
    )
    select w.event_id as "eventId", e.grievance_id as "grievanceId", h.data_hash as "dataHash",
      ${eventHash(sql.ref('h.data_hash'))} as "eventHash"
    from waiting w
    left join lateral (
      select * from grievance_events where id = w.event_id
        and not exists (select from event_links l where l.event_id = w.event_id) offset 0
    ) e on true
    left join lateral (select text from grievances where id = e.grievance_id and e.type = 'filed' offset 0) g on true
    left join lateral (select ${dataHash} as data_hash offset 0) h on e.id is not null
    order by w.event_id`.execute(db);
  return rows;
}

/** Adds links to the chain of a programme; their events wait no more. */
export async function insertLinks(db: Kysely<Database>, programmeId: string, links: readonly Link[]): Promise<void> {
  const hex = (bytes: Buffer) => bytes.toString('hex');
  const rows = links.map(({ seq, eventId, grievanceId, dataHash, eventHash, hash }) => {
    const hashes = { data_hash: hex(dataHash), event_hash: hex(eventHash), hash: hex(hash) };
    return { seq, event_id: eventId, grievance_id: grievanceId, ...hashes };
  });
  await sql`
    with added as (
      insert into event_links (programme_id, seq, event_id, grievance_id, data_hash, event_hash, hash)
      select ${programmeId}, seq, event_id, grievance_id, decode(data_hash, 'hex'), decode(event_hash, 'hex'), decode(hash, 'hex')
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as link(seq bigint, event_id uuid, grievance_id uuid, data_hash text, event_hash text, hash text)
      returning event_id
    )
    delete from unlinked_events u using added
    where u.programme_id = ${programmeId} and u.event_id = added.event_id`.execute(db);
}

/** What is linked already waits no more. What is gone stays noted: `audit verify` tells of it. */
export async function forgetLinked(db: Kysely<Database>, programmeId: string): Promise<void> {
  await sql`
    delete from unlinked_events u
    where u.programme_id = ${programmeId} and exists (select from event_links l where l.event_id = u.event_id)
  `.execute(db);
}

/** The last link of a programme's chain; undefined: nothing is linked. */
export async function readHead(db: Kysely<Database>, programmeId: string): Promise<Head | undefined> {
  return db
    .selectFrom('event_links')
    .select(['seq', 'hash'])
    .where('programme_id', '=', programmeId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Programmes with events that are not linked though they are older than `before`: how many, and the oldest one's time. */
export async function countUnlinked(
  db: Kysely<Database>,
  before: Date | null = null,
): Promise<{ programmeId: string; events: number; oldestAt: Date }[]> {
  return db
    .selectFrom('unlinked_events')
    .select(['programme_id as programmeId', sql<number>`count(*)`.as('events'), sql<Date>`min(at)`.as('oldestAt')])
    .$if(before !== null, (query) => query.where('at', '<', before))
    .groupBy('programme_id')
    .execute();
}

/** Programmes with events that are not linked, by id. */
export async function listUnlinkedProgrammes(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from programmes p where exists (select from unlinked_events u where u.programme_id = p.id) order by id
  `.execute(db);
  return rows.map(({ id }) => id);
}
