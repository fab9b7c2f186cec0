import { findAccountBySignIn, takeTotpStep } from '../db/accounts.ts';
import { useRecoveryCode } from '../db/recovery-codes.ts';
import type { Account } from '../db/schema.ts';
import type { SignedIn } from './find-session.ts';
import { hashCode } from './make-code.ts';
import { openSession } from './open-session.ts';
import type { Begun, SignInDeps } from './sign-in.ts';
import { SignInError } from './sign-in-error.ts';
import { openTotpSecret, stepOfCode } from './totp.ts';
import { countAttempt, countCode } from './try-limits.ts';

/** Anything else is taken for a recovery code: twelve letters and digits. */
const ONE_TIME_CODE = /^\d{6}$/;

/**
 * The second factor: a code of her authenticator, or one of her recovery codes. Her session goes on under another token, and
 * the one she had is worth nothing. A code that was taken is never taken again, also by two requests at once.
 *
 * @throws {SignInError}
 * @throws {TooManyTriesError}
 */
export async function prove(
  deps: SignInDeps,
  session: Pick<SignedIn, 'caller' | 'tokenHash'>,
  typed: { code: string; address: string },
): Promise<Begun> {
  const { id, signIn } = session.caller;
  const counted = await countAttempt(deps, { at: 'code', who: id, address: typed.address });
  const account = await findAccountBySignIn(deps.db, signIn);
  if (account?.id !== id || account.disabled_at !== null) throw new SignInError('code');
  const isOneTime = ONE_TIME_CODE.test(typed.code.normalize('NFKC').replace(/\s/g, ''));
  const isRight = isOneTime
    ? await takeOneTimeCode(deps, account, typed.code)
    : await takeRecovery(deps, id, typed.code);
  if (!isRight) throw new SignInError('code');
  await counted.forgive();
  const now = deps.now();
  const next = { accountId: id, stage: 'full', provedAt: now, instead: session.tokenHash } as const;
  const token = await deps.db.transaction().execute((tx) => openSession(tx, now, next));
  return { token, next: 'done' };
}

async function takeOneTimeCode(deps: SignInDeps, account: Account, typed: string): Promise<boolean> {
  const { id, totp_sealed: sealed, totp_step: lastStep } = account;
  if (sealed === null) return false;
  const counted = await countCode(deps, id);
  const secret = openTotpSecret(deps.config, sealed, id, 'totp_sealed');
  const step = await stepOfCode(secret, typed, { lastStep, now: deps.now() });
  if (step === null || !(await takeTotpStep(deps.db, id, step))) return false;
  await counted.forgive();
  return true;
}

async function takeRecovery(deps: SignInDeps, accountId: string, typed: string): Promise<boolean> {
  const hash = hashCode(deps.config.indexKey, 'recovery', accountId, typed);
  return useRecoveryCode(deps.db, accountId, hash, deps.now());
}
