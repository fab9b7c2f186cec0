import { type Kysely, sql } from 'kysely';
import type { Database, UssdSession } from './schema.ts';

/** A call that is over and was not settled yet, held until the transaction ends. */
export type UnsettledCall = Pick<UssdSession, 'id' | 'programme_id' | 'created_at'> & {
  readonly state: object;
  /** It came to its end: the last screen was an `END`. */
  readonly is_complete: boolean;
  /** The same phone has dialled again since: that call took over what this one left. */
  readonly is_superseded: boolean;
  /** A call of the same phone before it left something that is still kept. */
  readonly has_earlier: boolean;
  /** A call of the same phone before it is not settled yet. */
  readonly is_behind: boolean;
};

/** What is kept of a call. */
export interface SettledCall {
  readonly id: string;
  /** What it left unfinished, or nothing: `{}`. */
  readonly state: object;
  /** Whether an SMS about it may have to be sent or taken back. */
  readonly isOffered: boolean;
  readonly forgetAt: Date;
}

/**
 * Holds one call whose end the carrier has told, or up to `limit` whose time has passed, oldest first: begun before
 * `startedBefore` and silent since `quietSince`. Calls that another process holds are left to it.
 */
export async function lockUnsettled(
  db: Kysely<Database>,
  which: { id: string } | { startedBefore: Date; quietSince: Date; limit: number },
): Promise<UnsettledCall[]> {
  const chosen =
    'id' in which
      ? sql`s.id = ${which.id} and s.ended_at is not null for update`
      : sql`s.created_at < ${which.startedBefore} and s.updated_at < ${which.quietSince}
            order by s.created_at limit ${which.limit} for update skip locked`;
  const { rows } = await sql<UnsettledCall>`
    select s.id, s.programme_id, s.created_at, s.state, s.screen_text like 'END %' as is_complete,
      exists (select from ussd_sessions newer
              where newer.phone_index = s.phone_index and newer.programme_id = s.programme_id
                and newer.created_at > s.created_at) as is_superseded,
      exists (select from ussd_sessions older
              where older.phone_index = s.phone_index and older.programme_id = s.programme_id
                and older.created_at < s.created_at and older.state <> '{}' and older.settled_at is not null) as has_earlier,
      exists (select from ussd_sessions older
              where older.phone_index = s.phone_index and older.programme_id = s.programme_id
                and older.created_at < s.created_at and older.settled_at is null) as is_behind
    from ussd_sessions s where s.settled_at is null and ${chosen}`.execute(db);
  return rows;
}

/** Takes out of calls what was typed, but for what they left unfinished, and marks them as settled. One statement. */
export async function saveSettled(db: Kysely<Database>, calls: readonly SettledCall[], now: Date): Promise<void> {
  const rows = calls.map(({ id, state, isOffered, forgetAt }) => ({ id, state, offers: isOffered, forget: forgetAt }));
  await sql`
    update ussd_sessions s
    set settled_at = ${now}, ended_at = coalesce(s.ended_at, ${now}), transcript = '', screen_text = '',
        state = r.state, offer_at = case when r.offers then ${now}::timestamptz end, forget_at = r.forget
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, state jsonb, offers boolean, forget timestamptz)
    where s.id = r.id`.execute(db);
}

/**
 * Forgets what calls of the same phones left before these: each new call takes over what the one before it left, and what
 * she did with it there must not come back.
 */
export async function forgetEarlier(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await sql`
    update ussd_sessions older set state = '{}', offer_at = null
    from ussd_sessions s
    where s.id = any(${ids}::text[]) and older.phone_index = s.phone_index and older.programme_id = s.programme_id
      and older.created_at < s.created_at and older.settled_at is not null and older.state <> '{}'`.execute(db);
}

/** What a call that is untied from its phone leaves to it. */
export interface Heir extends SettledCall {
  /** The call. */
  readonly of: string;
}

/**
 * Keeps what settled calls leave in rows of their own, which say no more of when they were than that it was in this hour,
 * or right after the call before. One statement; before `untie`.
 */
export async function saveHeirs(db: Kysely<Database>, heirs: readonly Heir[]): Promise<void> {
  const rows = heirs.map(({ isOffered, forgetAt, ...heir }) => ({ ...heir, offers: isOffered, forget: forgetAt }));
  await sql`
    insert into ussd_sessions (id, programme_id, phone_index, service_code, transcript, state, screen_text, turns,
                               created_at, updated_at, ended_at, settled_at, offer_at, forget_at)
    select r.id, s.programme_id, s.phone_index, s.service_code, '', r.state, '', 0,
           at, at, at, at, case when r.offers then at end, r.forget
    from json_to_recordset(${JSON.stringify(rows)}::json)
         as r(id text, of text, state jsonb, offers boolean, forget timestamptz)
    join ussd_sessions s on s.id = r.of
    cross join lateral (
      -- The newest row of a phone is the one that is gone on with.
      select greatest(date_trunc('hour', s.created_at, 'UTC'), max(older.created_at) + interval '1 millisecond') as at
      from ussd_sessions older
      where older.phone_index = s.phone_index and older.programme_id = s.programme_id
        and older.created_at < s.created_at) as moment`.execute(db);
}

/**
 * Unties settled calls from the phones they came from: number index and exact times go. The rows stay, so that a request
 * that comes late still finds its call over.
 */
export async function untie(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await sql`
    update ussd_sessions
    set phone_index = decode(replace(gen_random_uuid()::text || gen_random_uuid(), '-', ''), 'hex'),
        created_at = date_trunc('hour', created_at, 'UTC'), updated_at = date_trunc('hour', updated_at, 'UTC'),
        ended_at = date_trunc('hour', ended_at, 'UTC'), settled_at = date_trunc('hour', settled_at, 'UTC')
    where id = any(${ids}::text[])`.execute(db);
}

/** Forgets what the calls of a phone left unfinished: it was sent by SMS, or dropped there. */
export async function forgetLeft(
  db: Kysely<Database>,
  caller: { programmeId: string; phoneIndex: Buffer },
): Promise<void> {
  await sql`
    update ussd_sessions
    set state = case when settled_at is null then state - 'parked' else '{}' end, offer_at = null
    where phone_index = ${caller.phoneIndex} and programme_id = ${caller.programmeId} and state <> '{}'`.execute(db);
}
