import { findAccountBySignIn } from '../db/accounts.ts';
import type { Account } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { needsTotp } from './needs-totp.ts';
import { openSession } from './open-session.ts';
import { isPassword } from './password.ts';
import { SignInError } from './sign-in-error.ts';
import { countAttempt } from './try-limits.ts';

/** A session just begun. */
export interface Begun {
  /** For the cookie. */
  readonly token: string;
  /** What is still to come before any page is shown: a code, an authenticator to be set up, or nothing. */
  readonly next: 'code' | 'authenticator' | 'done';
}

/** What every step needs. */
export type SignInDeps = Pick<Deps, 'config' | 'db' | 'now'>;

/**
 * Signs in with a password. For a wrong one, an unknown name, a disabled account and one without a password the answer and the
 * time are the same. After five wrong tries of one name from one address the next is looked at half a minute later, then a
 * minute, up to an hour; a right password from another address is not held up.
 *
 * @param typed.instead the hash of the session the browser had until now: it ends
 * @throws {SignInError}
 * @throws {TooManyTriesError}
 */
export async function signIn(
  deps: SignInDeps,
  typed: { signIn: string; password: string; address: string; instead: Buffer | null },
): Promise<Begun> {
  const name = readSignIn(typed.signIn);
  const counted = await countAttempt(deps, { at: 'password', who: name, address: typed.address });
  const account = await findAccountBySignIn(deps.db, name);
  const living = account?.disabled_at === null ? account : null;
  const isRight = await isPassword(living?.password_hash ?? null, typed.password);
  if (!living || !isRight) throw new SignInError('password');
  await counted.forgive();
  return beginSession(deps, living, typed.instead);
}

/** Begins the session of somebody whose password was right or was chosen just now. */
export async function beginSession(
  deps: Pick<Deps, 'db' | 'now'>,
  account: Pick<Account, 'id' | 'role' | 'totp_sealed'>,
  instead: Buffer | null,
): Promise<Begun> {
  const next = nextStep(account);
  const stage = next === 'done' ? 'full' : 'password';
  const token = await openSession(deps.db, deps.now(), { accountId: account.id, stage, provedAt: null, instead });
  return { token, next };
}

function nextStep({ role, totp_sealed }: Pick<Account, 'role' | 'totp_sealed'>): Begun['next'] {
  if (totp_sealed !== null) return 'code';
  return needsTotp(role) ? 'authenticator' : 'done';
}

/** A sign-in name as it is kept, from what was typed. */
export function readSignIn(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}
