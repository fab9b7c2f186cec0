import { deleteSession, deleteSessionsOf, listSessionsOf } from '../db/account-sessions.ts';
import type { Deps } from '../deps.ts';
import type { SignedIn } from './find-session.ts';
import { IDLE_MS } from './session-times.ts';

/** Ends this session. */
export async function signOut(deps: Pick<Deps, 'db'>, session: Pick<SignedIn, 'tokenHash'>): Promise<void> {
  await deleteSession(deps.db, session.tokenHash);
}

/** Ends every session of her account, this one too. */
export async function signOutEverywhere(deps: Pick<Deps, 'db'>, session: Pick<SignedIn, 'caller'>): Promise<void> {
  await deleteSessionsOf(deps.db, session.caller.id);
}

/** A session of her account, wherever it is. */
export interface OpenSession {
  readonly since: Date;
  readonly lastUsed: Date;
  /** The one that asks. */
  readonly isThis: boolean;
}

/** Where she is signed in, the last used first. */
export async function listOpenSessions(
  deps: Pick<Deps, 'db' | 'now'>,
  session: Pick<SignedIn, 'caller' | 'tokenHash'>,
): Promise<OpenSession[]> {
  const now = deps.now();
  const seenSince = new Date(now.getTime() - IDLE_MS);
  const rows = await listSessionsOf(deps.db, session.caller.id, { seenSince, now });
  return rows.map((row) => ({
    since: row.created_at,
    lastUsed: row.seen_at,
    isThis: row.token_hash.equals(session.tokenHash),
  }));
}
