import { type Kysely, sql } from 'kysely';
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

/** Loads many calls with one statement; one answer per key, in order. The citizen is read only for new calls. */
export async function loadCalls(db: Kysely<Database>, keys: readonly CallKey[]): Promise<LoadedCall[]> {
  const { rows } = await sql<CallRow>`
    select k.ordinal::int as ordinal, s.id, s.phone_index, s.service_code, s.transcript, s.state, s.screen_text, s.turns,
           s.ended_at, c.id as citizen_id, c.language, c.area_id
    from unnest(${keys.map(({ id }) => id)}::text[], ${keys.map(({ programmeId }) => programmeId)}::uuid[],
                ${keys.map(({ phoneIndex }) => phoneIndex)}::bytea[])
         with ordinality as k(id, programme_id, phone_index, ordinal)
    left join ussd_sessions s on s.id = k.id
    left join citizens c on s.id is null and c.programme_id = k.programme_id and c.phone_index = k.phone_index`.execute(
    db,
  );
  const calls: LoadedCall[] = keys.map(() => ({ session: null, citizen: null }));
  for (const { ordinal, id, citizen_id, language, area_id, ...session } of rows) {
    calls[ordinal - 1] = {
      session: id === null ? null : { id, ...session },
      citizen: citizen_id === null ? null : { id: citizen_id, language, area_id },
    };
  }
  return calls;
}

/**
 * Saves many sessions with one statement. True where the row was saved, false where another request has answered this
 * turn meanwhile (`turns` is not one more than what is stored): then nothing of that session is changed.
 */
export async function saveSessions(db: Kysely<Database>, sessions: readonly SessionToSave[]): Promise<boolean[]> {
  const first = new Map<string, SessionToSave>();
  for (const session of sessions) if (!first.has(session.id)) first.set(session.id, session);
  // In order of id, so that two batches never wait for each other's rows in a circle.
  const rows = [...first.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const saved = await sql<{ id: string }>`
    insert into ussd_sessions (id, programme_id, phone_index, service_code, transcript, state, screen_text, turns,
                               ended_at, created_at, updated_at)
    select r.id, r.programme_id, r.phone_index, r.service_code, r.transcript, r.state::jsonb, r.screen_text, r.turns,
           case when r.is_ended then r.now end, r.now, r.now
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ programmeId }) => programmeId)}::uuid[],
                ${rows.map(({ phoneIndex }) => phoneIndex)}::bytea[], ${rows.map(({ serviceCode }) => serviceCode)}::text[],
                ${rows.map(({ transcript }) => transcript)}::text[],
                ${rows.map(({ state }) => JSON.stringify(state))}::text[],
                ${rows.map(({ screenText }) => screenText)}::text[], ${rows.map(({ turns }) => turns)}::int[],
                ${rows.map(({ isEnded }) => isEnded)}::boolean[], ${rows.map(({ now }) => now)}::timestamptz[])
         as r(id, programme_id, phone_index, service_code, transcript, state, screen_text, turns, is_ended, now)
    on conflict (id) do update
      set transcript = excluded.transcript, state = excluded.state, screen_text = excluded.screen_text,
          turns = excluded.turns, ended_at = excluded.ended_at, updated_at = excluded.updated_at
      where ussd_sessions.turns = excluded.turns - 1
    returning id`.execute(db);
  const ids = new Set(saved.rows.map(({ id }) => id));
  return sessions.map((session) => first.get(session.id) === session && ids.has(session.id));
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
