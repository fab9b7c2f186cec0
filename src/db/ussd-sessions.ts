import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Language } from '../routing/programme.ts';
import type { Account, Citizen, Database, UssdSession } from './schema.ts';

/** Which call, and who calls: for a call that is new, what is known of the caller. */
export interface CallKey {
  readonly id: string;
  readonly programmeId: string;
  readonly phoneIndex: Buffer;
  /** An earlier call of hers counts when it began after this. */
  readonly since: Date;
}

/** What one look-up brings: the session row if the call is known, else the citizen and the official if the caller is one. */
export interface LoadedCall {
  readonly session: StoredSession | null;
  readonly citizen: KnownCaller | null;
  readonly official: KnownOfficial | null;
  /** The state that the last call of this phone was left in; null: there was none, or it was forgotten. */
  readonly earlier: object | null;
}

/** What a call needs to know of a citizen. */
export type KnownCaller = Pick<Citizen, 'id' | 'language' | 'area_id' | 'consent_version'> & {
  readonly was_asked_groups: boolean;
};

/** What a call needs to know of an official. */
export type KnownOfficial = Pick<Account, 'id' | 'language'>;

/** The part of a session row that a turn works with. */
export type StoredSession = Pick<
  UssdSession,
  'id' | 'phone_index' | 'service_code' | 'transcript' | 'screen_text' | 'turns' | 'ended_at'
> & { state: object };

/** A session row as a turn leaves it. */
export interface SessionToSave {
  readonly id: string;
  readonly programmeId: string;
  readonly phoneIndex: Buffer;
  readonly serviceCode: string;
  readonly transcript: string;
  readonly state: object;
  readonly screenText: string;
  /** Turns answered, this one included. */
  readonly turns: number;
  readonly isEnded: boolean;
  readonly now: Date;
}

interface CallRow {
  ordinal: number;
  id: string | null;
  phone_index: Buffer;
  service_code: string;
  transcript: string;
  state: object;
  screen_text: string;
  turns: number;
  ended_at: Date | null;
  citizen_id: string | null;
  language: Language | null;
  area_id: string | null;
  consent_version: number | null;
  was_asked_groups: boolean;
  earlier: object | null;
  account_id: string | null;
  account_language: Language | null;
}

/**
 * Both hot statements are texts that never change, with all rows in one JSON parameter: nothing is put together, parsed or
 * planned per call (see `prepareNamed`). `offset 0` keeps the look-ups one by one along the index: a plan that is kept
 * must not depend on how small the tables were when it was made.
 */
const LOAD_CALLS = `/* prepared load_calls */
  select k.ordinal::int as ordinal, s.*, c.*, e.*, a.*
  from rows from (json_to_recordset($1) as (id text, programme uuid, phone text, since timestamptz))
       with ordinality as k(id, programme, phone, since, ordinal)
  left join lateral (
    select id, phone_index, service_code, transcript, state, screen_text, turns, ended_at
    from ussd_sessions where id = k.id offset 0
  ) s on true
  left join lateral (
    select id as citizen_id, language, area_id, consent_version, groups_asked_at is not null as was_asked_groups
    from citizens where s.id is null and programme_id = k.programme and phone_index = decode(k.phone, 'hex') offset 0
  ) c on true
  left join lateral (
    select state as earlier from ussd_sessions
    where s.id is null and phone_index = decode(k.phone, 'hex') and programme_id = k.programme and created_at > k.since
    order by created_at desc limit 1
  ) e on true
  left join lateral (
    select id as account_id, language as account_language from accounts
    where s.id is null and programme_id = k.programme and phone_index = decode(k.phone, 'hex')
      and disabled_at is null and role in ('official', 'supervisor') offset 0
  ) a on true`;

/** Loads many calls with one statement; one answer per key, in order. The caller is read only for new calls. */
export async function loadCalls(db: Kysely<Database>, keys: readonly CallKey[]): Promise<LoadedCall[]> {
  const asked = keys.map(({ id, programmeId, phoneIndex, since }) => ({
    id,
    programme: programmeId,
    phone: phoneIndex.toString('hex'),
    since,
  }));
  const { rows } = await db.executeQuery<CallRow>(CompiledQuery.raw(LOAD_CALLS, [JSON.stringify(asked)]));
  const calls: LoadedCall[] = keys.map(() => ({ session: null, citizen: null, official: null, earlier: null }));
  for (const { ordinal, id, citizen_id, account_id, account_language, earlier, ...row } of rows) {
    const { language, area_id, consent_version, was_asked_groups, ...session } = row;
    calls[ordinal - 1] = {
      session: id === null ? null : { id, ...session },
      citizen: citizen_id === null ? null : { id: citizen_id, language, area_id, consent_version, was_asked_groups },
      official:
        account_id === null || account_language === null ? null : { id: account_id, language: account_language },
      earlier,
    };
  }
  return calls;
}

const SAVE_SESSIONS = `/* prepared save_sessions */
  insert into ussd_sessions (id, programme_id, phone_index, service_code, transcript, state, screen_text, turns, ended_at,
                             created_at, updated_at)
  select id, programme, decode(phone, 'hex'), code, transcript, state, screen, turns, case when is_ended then now end, now, now
  from json_to_recordset($1) as r(id text, programme uuid, phone text, code text, transcript text, state jsonb, screen text,
                                  turns int, is_ended boolean, now timestamptz)
  on conflict (id) do update
    set transcript = excluded.transcript, state = excluded.state, screen_text = excluded.screen_text,
        turns = excluded.turns, ended_at = coalesce(ussd_sessions.ended_at, excluded.ended_at),
        updated_at = excluded.updated_at
    where ussd_sessions.turns = excluded.turns - 1 and ussd_sessions.settled_at is null
  returning id`;

/**
 * Saves many sessions with one statement. True where the row was saved, false where another request has answered this
 * turn meanwhile (`turns` is not one more than what is stored) or the call was settled: then nothing of that session is
 * changed. A turn that was under way when the carrier told the end is still saved: what she typed last is not lost.
 */
export async function saveSessions(db: Kysely<Database>, sessions: readonly SessionToSave[]): Promise<boolean[]> {
  const first = new Map<string, SessionToSave>();
  for (const session of sessions) if (!first.has(session.id)) first.set(session.id, session);
  // In order of id, so that two batches never wait for each other's rows in a circle.
  const rows = [...first.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const saved = await db.executeQuery<{ id: string }>(
    CompiledQuery.raw(SAVE_SESSIONS, [JSON.stringify(rows.map(toJson))]),
  );
  const ids = new Set(saved.rows.map(({ id }) => id));
  return sessions.map((session) => first.get(session.id) === session && ids.has(session.id));
}

function toJson(session: SessionToSave): object {
  return {
    id: session.id,
    programme: session.programmeId,
    phone: session.phoneIndex.toString('hex'),
    code: session.serviceCode,
    transcript: session.transcript,
    state: session.state,
    screen: session.screenText,
    turns: session.turns,
    is_ended: session.isEnded,
    now: session.now,
  };
}

/** Marks a call as over, when the carrier says so. False: it is unknown, or was over already. */
export async function endSession(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const ended = await db
    .updateTable('ussd_sessions')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

/**
 * Deletes calls of which nothing is needed any more (`forget_at`), and whatever began before a moment, with all that was
 * typed in them. At most `limit` of each at a time; what another transaction holds is left to the next time.
 */
export async function deleteOldSessions(
  db: Kysely<Database>,
  at: { now: Date; before: Date },
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with done as (
      select id from ussd_sessions where forget_at <= ${at.now}
      order by forget_at, id limit ${limit} for update skip locked
    ), old as (
      select id from ussd_sessions where created_at < ${at.before}
      order by created_at, id limit ${limit} for update skip locked
    )
    delete from ussd_sessions where id in (select id from done union select id from old)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
