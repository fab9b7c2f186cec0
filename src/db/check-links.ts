import { type Kysely, type RawBuilder, sql } from 'kysely';
import { dataHash, eventHash, GENESIS, type Link } from './event-links.ts';
import type { Database } from './schema.ts';

/** A link, and what its event comes to as it is now. */
export interface FoundLink extends Link {
  /** Null: the event is gone. */
  readonly found: {
    readonly grievanceId: string;
    /** Of its words as they are, to stand against `dataHash`. */
    readonly wordsHash: Buffer;
    /** Of the whole event as it is, to stand against `eventHash`. */
    readonly wholeHash: Buffer;
    /** Of the event as it is with the words that were linked: it differs from `eventHash` where the rest was changed. */
    readonly restHash: Buffer;
  } | null;
}

/** What is wrong on the face of it in one stretch of a chain. */
export interface LinkFault {
  readonly seq: number;
  readonly eventId: string;
  /** The event bears a time long before one that was linked earlier. */
  readonly isBackdated: boolean;
  /** The link does not fit its event or the link before it. */
  readonly isBroken: boolean;
}

/** A stretch: `limit` links after the number `after`; `latestAt` is the latest time of the events before it. */
export interface Stretch {
  readonly programmeId: string;
  readonly after: number;
  readonly limit: number;
  readonly latestAt: Date | null;
}

/** Clocks of machines differ, and a transaction takes its time; more than this is neither. */
const BACKDATED = sql`interval '1 hour'`;

/** The event of a link `p` with the hash of its words: looked up one by one, for a merge would read all events each time. */
const WITH_WORDS = sql`
  left join lateral (select * from grievance_events where id = p.event_id offset 0) e on true
  left join lateral (select text from grievances where id = e.grievance_id and e.type = 'filed' offset 0) g on true
  left join lateral (select ${dataHash} as data_hash offset 0) h on true`;

/** First and last number of a programme's chain, and how many links it has; null: none. */
export async function readExtent(
  db: Kysely<Database>,
  programmeId: string,
): Promise<{ first: number; last: number; links: number } | null> {
  const { rows } = await sql<{ first: number | null; last: number | null; links: number }>`
    select min(seq) as first, max(seq) as last, count(*) as links from event_links where programme_id = ${programmeId}
  `.execute(db);
  const [{ first = null, last = null, links = 0 } = {}] = rows;
  return first === null || last === null ? null : { first, last, links };
}

/** What stands behind `with`: `judged` has every link of a stretch and the one before, and what is wrong with each. */
function judge({ programmeId, after, limit, latestAt }: Stretch): RawBuilder<unknown> {
  return sql`
    part as materialized (
      select l.*, lag(l.seq) over chain as seq_before, lag(l.hash) over chain as hash_before
      from (
        (select * from event_links where programme_id = ${programmeId} and seq <= ${after} order by seq desc limit 1)
        union all
        (select * from event_links where programme_id = ${programmeId} and seq > ${after} order by seq limit ${limit})
      ) l
      window chain as (order by l.seq)
    ), hashed as materialized (
      select p.seq, p.event_id, e.at,
        e.id is null
          or e.grievance_id <> p.grievance_id
          or h.data_hash <> p.data_hash
          or ${eventHash(sql.ref('h.data_hash'))} <> p.event_hash
          or sha256(coalesce(p.hash_before, ${GENESIS}) || p.event_hash) <> p.hash
          or p.seq <> coalesce(p.seq_before, 0) + 1 as is_broken
      from part p ${WITH_WORDS}
    ), judged as materialized (
      select seq, event_id, at, is_broken,
        greatest(max(at) over (order by seq rows between unbounded preceding and 1 preceding),
          ${latestAt}::timestamptz) as latest_at
      from hashed
    )`;
}

/**
 * Recomputes one stretch of a chain from the events as they are, in the database, and gives back only what is wrong, and
 * where the next one begins: null where this one was empty.
 */
export async function checkStretch(
  db: Kysely<Database>,
  stretch: Stretch,
): Promise<{ faults: LinkFault[]; next: Pick<Stretch, 'after' | 'latestAt'> | null }> {
  const { rows } = await sql<LinkFault & { latestAt: Date | null }>`
    with ${judge(stretch)}
    select seq, event_id as "eventId", is_broken as "isBroken",
      coalesce(at < latest_at - ${BACKDATED}, false) as "isBackdated", null::timestamptz as "latestAt", false as is_end
    from judged where seq > ${stretch.after} and (is_broken or at < latest_at - ${BACKDATED})
    union all
    select max(seq), null, false, false, greatest(max(at), max(latest_at)), true
    from judged where seq > ${stretch.after}
    order by is_end, seq`.execute(db);
  const faults = rows
    .slice(0, -1)
    .map(({ seq, eventId, isBroken, isBackdated }) => ({ seq, eventId, isBroken, isBackdated }));
  // The end is always there; its number is null where the stretch is empty.
  const end = rows.at(-1);
  return { faults, next: end?.seq ? { after: end.seq, latestAt: end.latestAt } : null };
}

/** Links `from` to `to` of a chain with what their events come to, in order, behind the link before them if there is one. */
export async function readLinks(
  db: Kysely<Database>,
  programmeId: string,
  { from, to }: { from: number; to: number },
): Promise<FoundLink[]> {
  const { rows } = await sql<
    Link & Omit<NonNullable<FoundLink['found']>, 'grievanceId'> & { ofGrievance: string | null }
  >`
    select p.seq, p.event_id as "eventId", p.grievance_id as "grievanceId", p.data_hash as "dataHash",
      p.event_hash as "eventHash", p.hash, e.grievance_id as "ofGrievance", h.data_hash as "wordsHash",
      ${eventHash(sql.ref('h.data_hash'))} as "wholeHash", ${eventHash(sql.ref('p.data_hash'))} as "restHash"
    from event_links p ${WITH_WORDS}
    where p.programme_id = ${programmeId} and p.seq <= ${to} and p.seq >= coalesce((
      select max(seq) from event_links where programme_id = ${programmeId} and seq < ${from}), ${from})
    order by p.seq`.execute(db);
  return rows.map(({ ofGrievance, wordsHash, wholeHash, restHash, ...link }) => ({
    ...link,
    found: ofGrievance === null ? null : { grievanceId: ofGrievance, wordsHash, wholeHash, restHash },
  }));
}

/** Events that no link speaks of and that do not wait for one: written past the gateway, or their link is gone. */
export async function listStrayEvents(db: Kysely<Database>, programmeId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from grievance_events e
    where e.programme_id = ${programmeId}
      and not exists (select from event_links l where l.event_id = e.id)
      and not exists (select from unlinked_events u where u.event_id = e.id and u.programme_id = e.programme_id)
    order by e.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Events that wait to be linked and are gone. */
export async function listLostEvents(db: Kysely<Database>, programmeId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.event_id as id from unlinked_events u
    where u.programme_id = ${programmeId} and not exists (select from grievance_events e where e.id = u.event_id)
    order by u.event_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** References of the grievances that events belong to, by event. Of an event that is gone its link may still know. */
export async function readReferences(db: Kysely<Database>, eventIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; reference: string }>`
    select about.id, g.reference
    from unnest(${eventIds}::uuid[]) as about (id)
    left join grievance_events e on e.id = about.id
    left join event_links l on l.event_id = about.id
    join grievances g on g.id = coalesce(e.grievance_id, l.grievance_id)`.execute(db);
  return new Map(rows.map(({ id, reference }) => [id, reference]));
}

/** The hash of one link; undefined: there is none with this number. */
export async function readLinkHash(
  db: Kysely<Database>,
  programmeId: string,
  seq: number,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('event_links')
    .select('hash')
    .where('programme_id', '=', programmeId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash;
}
