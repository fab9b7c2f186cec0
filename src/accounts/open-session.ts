import type { Kysely } from 'kysely';
import { deleteSession, insertSession } from '../db/account-sessions.ts';
import type { AccountSessionsTable, Database } from '../db/schema.ts';
import { HALF_MS, LONGEST_MS } from './session-times.ts';
import { hashToken, makeSessionToken } from './token.ts';

/** A session to begin. */
export interface NewSession {
  readonly accountId: string;
  readonly stage: AccountSessionsTable['stage'];
  readonly provedAt: Date | null;
  /** The hash of the session that the browser had until now: it ends. Null: none. */
  readonly instead: Buffer | null;
}

/**
 * Begins a session and ends the one that it follows on: a token that somebody planted or read before is worth nothing after
 * (session fixation).
 *
 * @returns the token for the cookie; only its hash is kept
 */
export async function openSession(db: Kysely<Database>, now: Date, wanted: NewSession): Promise<string> {
  if (wanted.instead !== null) await deleteSession(db, wanted.instead);
  const token = makeSessionToken();
  const lastsMs = wanted.stage === 'full' ? LONGEST_MS : HALF_MS;
  await insertSession(db, {
    token_hash: hashToken(token),
    account_id: wanted.accountId,
    stage: wanted.stage,
    proved_at: wanted.provedAt,
    created_at: now,
    seen_at: now,
    ends_at: new Date(now.getTime() + lastsMs),
  });
  return token;
}
