import { timingSafeEqual } from 'node:crypto';
import { deleteSessionsOf } from '../db/account-sessions.ts';
import { findAccountBySignIn, takeSetupCode, updateAccount } from '../db/accounts.ts';
import { recordChange } from '../db/changes.ts';
import type { Account } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { checkPassword, type PasswordProblem } from './check-password.ts';
import type { SignedIn } from './find-session.ts';
import { hashCode } from './make-code.ts';
import { openSession } from './open-session.ts';
import { hashPassword, isPassword } from './password.ts';
import { type Begun, beginSession, readSignIn, type SignInDeps } from './sign-in.ts';
import { SignInError } from './sign-in-error.ts';
import { countAttempt } from './try-limits.ts';

/** A password that may not be chosen. */
export class PasswordError extends AppError {
  readonly problem: PasswordProblem;

  constructor(problem: PasswordProblem) {
    super('invalid', MESSAGES[problem], { issues: [{ path: 'password', message: MESSAGES[problem] }] });
    this.name = 'PasswordError';
    this.problem = problem;
  }
}

const MESSAGES: Readonly<Record<PasswordProblem, string>> = {
  short: 'A password has at least 10 characters. Three or four words are a good one.',
  long: 'A password has at most 200 characters.',
  common: 'This is one of the first that are tried. Take something else: three or four words are good.',
  own: 'It is made of your name. Take something else: three or four words are good.',
};

/** Compared with where there is no code, so that this takes as long. */
const NO_CODE = Buffer.alloc(32);

/**
 * The first password, or a new one after a reset, with the set-up code that an administrator handed over. The code is used up
 * and every session of the account ends.
 *
 * @param typed.instead the hash of the session the browser had until now: it ends
 * @throws {PasswordError} before the code is looked at
 * @throws {SignInError}
 * @throws {TooManyTriesError}
 */
export async function choosePassword(
  deps: SignInDeps,
  typed: { signIn: string; code: string; password: string; address: string; instead: Buffer | null },
): Promise<Begun> {
  const name = readSignIn(typed.signIn);
  requireGoodPassword(typed.password, [name]);
  const counted = await countAttempt(deps, { at: 'setup', who: name, address: typed.address });
  const found = await findAccountBySignIn(deps.db, name);
  // Also where there is no account, so that it takes as long.
  const passwordHash = await hashPassword(typed.password);
  const account = hasSetupCode(deps, found, typed.code);
  if (account === null) throw new SignInError('setup');
  requireGoodPassword(typed.password, [name, account.name]);
  const begun = await deps.db.transaction().execute(async (tx) => {
    if (!(await takeSetupCode(tx, account))) throw new SignInError('setup');
    await updateAccount(tx, account.id, { password_hash: passwordHash });
    await deleteSessionsOf(tx, account.id);
    await recordChange(tx, changeOf(deps, account, 'password_chosen'));
    return beginSession({ db: tx, now: deps.now }, account, typed.instead);
  });
  await counted.forgive();
  return begun;
}

/**
 * Another password, by herself. Every other session of the account ends; hers goes on under another token.
 *
 * @returns the token for the cookie
 * @throws {PasswordError}
 * @throws {SignInError} the present password is not right
 * @throws {TooManyTriesError}
 */
export async function changePassword(
  deps: SignInDeps,
  session: SignedIn,
  typed: { current: string; password: string; address: string },
): Promise<string> {
  const { caller, provedAt } = session;
  requireGoodPassword(typed.password, [caller.signIn, caller.name]);
  const account = await requirePassword(deps, session, { password: typed.current, address: typed.address });
  const passwordHash = await hashPassword(typed.password);
  return deps.db.transaction().execute(async (tx) => {
    await updateAccount(tx, account.id, { password_hash: passwordHash });
    await deleteSessionsOf(tx, account.id);
    await recordChange(tx, changeOf(deps, account, 'password_changed'));
    return openSession(tx, deps.now(), { accountId: account.id, stage: 'full', provedAt, instead: session.tokenHash });
  });
}

/**
 * Whether whoever has this session also knows its password: for what somebody at an unlocked screen must not be able to do.
 *
 * @throws {SignInError}
 * @throws {TooManyTriesError}
 */
export async function requirePassword(
  deps: SignInDeps,
  session: Pick<SignedIn, 'caller'>,
  typed: { password: string; address: string },
): Promise<Account> {
  const { id, signIn } = session.caller;
  const counted = await countAttempt(deps, { at: 'password', who: signIn, address: typed.address });
  const account = await findAccountBySignIn(deps.db, signIn);
  const isRight = await isPassword(account?.password_hash ?? null, typed.password);
  if (!isRight || account?.id !== id || account.disabled_at !== null) throw new SignInError('password');
  await counted.forgive();
  return account;
}

/**
 * @param own her names: what must not make up most of it
 * @throws {PasswordError}
 */
export function requireGoodPassword(password: string, own: readonly string[]): void {
  const problem = checkPassword(password, own);
  if (problem !== null) throw new PasswordError(problem);
}

/** The account, when this is its code and it is in force. */
function hasSetupCode(deps: SignInDeps, found: Account | undefined, code: string): Account | null {
  const kept = found?.setup_hash ?? NO_CODE;
  const isSame = timingSafeEqual(kept, hashCode(deps.config.indexKey, 'setup', found?.id ?? '', code));
  if (!found || !isSame || found.disabled_at !== null) return null;
  return found.setup_until !== null && found.setup_until > deps.now() ? found : null;
}

function changeOf(deps: SignInDeps, account: Account, what: 'password_chosen' | 'password_changed') {
  return {
    programmeId: account.programme_id,
    accountId: account.id,
    what,
    subject: account.sign_in,
    before: null,
    after: null,
    at: deps.now(),
  };
}
