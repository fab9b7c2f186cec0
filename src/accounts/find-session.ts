import { findSessionByHash, touchSession } from '../db/account-sessions.ts';
import type { AccountSessionsTable } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { AccountCaller } from './caller.ts';
import { IDLE_MS } from './session-times.ts';
import { toAccountCaller } from './to-account-caller.ts';
import { hashToken } from './token.ts';

/** Somebody with a living session. */
export interface SignedIn {
  readonly caller: AccountCaller;
  readonly tokenHash: Buffer;
  /** `password`: her second factor is still to come, or still to be made; nothing but that may be shown to her. */
  readonly stage: AccountSessionsTable['stage'];
  /** When a one-time code was last given in this session; null: none was. */
  readonly provedAt: Date | null;
  readonly hasTotp: boolean;
}

/** Between two uses that are noted: not every page costs a write. */
const NOTED_EVERY_MS = 60_000;

/**
 * Who has this session: ended by eight hours without use, by 24 hours in all, by signing out, and at once when the account is
 * disabled. Noting the use moves the eight hours.
 *
 * @param token as the cookie holds it
 * @returns null where there is none, whatever the reason
 * @throws {AppError} `unavailable` when this process does not hold the account's programme
 */
export async function findSession(
  deps: Pick<Deps, 'db' | 'now' | 'programmes'>,
  token: string | undefined,
): Promise<SignedIn | null> {
  if (token === undefined || token === '') return null;
  const session = await findSessionByHash(deps.db, hashToken(token));
  if (!session) return null;
  const now = deps.now();
  const unusedMs = now.getTime() - session.seenAt.getTime();
  if (session.account.disabled_at !== null || session.endsAt <= now || unusedMs >= IDLE_MS) return null;
  if (unusedMs >= NOTED_EVERY_MS) await touchSession(deps.db, session.tokenHash, now);
  return {
    caller: toAccountCaller(deps, session.account, 'console'),
    tokenHash: session.tokenHash,
    stage: session.stage,
    provedAt: session.provedAt,
    hasTotp: session.account.totp_sealed !== null,
  };
}
