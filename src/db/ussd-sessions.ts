import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Language } from '../routing/programme.ts';
import type { Database, UssdSession } from './schema.ts';

/** Which call, and who calls: for a call that is new, what is known of the caller. */
export interface CallKey {
  readonly id: string;
  readonly programmeId: string;
  readonly phoneIndex: Buffer;
}

/** What one look-up brings: the session row if the call is known, else the citizen if the caller is. */
export interface LoadedCall {
  readonly session: StoredSession | null;
  readonly citizen: { id: string; language: Language | null; area_id: string | null } | null;
}

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
}

/**
 * Both hot statements are texts that never change, with all rows in one JSON parameter: nothing is put together, parsed or
 * planned per call (see `prepareNamed`). `offset 0` keeps the look-ups one by one along the index: a plan that is kept
 * must not depend on how small the tables were when it was made.
 */
const LOAD_CALLS = `/* prepared load_calls */
  select k.ordinal::int as ordinal, s.*, c.*
  from rows from (json_to_recordset($1) as (id text, programme uuid, phone text))
       with ordinality as k(id, programme, phone, ordinal)
  left join lateral (
    select id, phone_index, service_code, transcript, state, screen_text, turns, ended_at
    from ussd_sessions where id = k.id offset 0
  ) s on true
  left join lateral (
    select id as citizen_id, language, area_id
    from citizens where s.id is null and programme_id = k.programme and phone_index = decode(k.phone, 'hex') offset 0
  ) c on true`;

/** Loads many calls with one statement; one answer per key, in order. The citizen is read only for new calls. */
export async function loadCalls(db: Kysely<Database>, keys: readonly CallKey[]): Promise<LoadedCall[]> {
  const asked = keys.map(({ id, programmeId, phoneIndex }) => ({
    id,
    programme: programmeId,
    phone: phoneIndex.toString('hex'),
  }));
  const { rows } = await db.executeQuery<CallRow>(CompiledQuery.raw(LOAD_CALLS, [JSON.stringify(asked)]));
  const calls: LoadedCall[] = keys.map(() => ({ session: null, citizen: null }));
  for (const { ordinal, id, citizen_id, language, area_id, ...session } of rows) {
    calls[ordinal - 1] = {
      session: id === null ? null : { id, ...session },
      citizen: citizen_id === null ? null : { id: citizen_id, language, area_id },
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
        turns = excluded.turns, ended_at = excluded.ended_at, updated_at = excluded.updated_at
    where ussd_sessions.turns = excluded.turns - 1
  returning id`;

/**
 * Saves many sessions with one statement. True where the row was saved, false where another request has answered this
 * turn meanwhile (`turns` is not one more than what is stored): then nothing of that session is changed.
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

/** Marks a call as over, when the carrier says so. A call that is unknown or over already is left alone. */
export async function endSession(db: Kysely<Database>, id: string, now: Date): Promise<void> {
  await db
    .updateTable('ussd_sessions')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/**
 * Deletes calls that began before a moment, with all that was typed in them: what was filed is kept elsewhere, and no
 * carrier holds a call open for so long. At most `limit` at a time.
 */
export async function deleteOldSessions(db: Kysely<Database>, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ussd_sessions where id in (
      select id from ussd_sessions where created_at < ${before} order by created_at limit ${limit})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
