import { findAccountBySignIn, lockAccount, updateAccount } from '../db/accounts.ts';
import { recordChange } from '../db/changes.ts';
import type { Account } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AccountCaller } from './caller.ts';
import { requirePassword } from './choose-password.ts';
import type { SignedIn } from './find-session.ts';
import { openSession } from './open-session.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import type { SignInDeps } from './sign-in.ts';
import { SignInError } from './sign-in-error.ts';
import { makeTotpSecret, openTotpSecret, sealTotpSecret, stepOfCode, totpUri } from './totp.ts';
import { countAttempt } from './try-limits.ts';

const ISSUER = 'Majibu';

/** A secret that waits to be confirmed. Nothing of it is stored: the form carries it, sealed for this account. */
export interface OfferedAuthenticator {
  /** To be typed into an authenticator: base32. */
  readonly secret: string;
  /** To be scanned. */
  readonly uri: string;
  /** For a hidden field. */
  readonly offered: string;
}

/**
 * Offers a secret for an authenticator.
 *
 * @param again the hidden field, to show the same secret once more
 */
export function offerAuthenticator(
  deps: Pick<Deps, 'config'>,
  caller: AccountCaller,
  again?: string,
): OfferedAuthenticator {
  const secret = again === undefined ? makeTotpSecret() : readOffered(deps, caller, again);
  const sealed = sealTotpSecret(deps.config, secret, caller.id, 'totp_offered');
  return { secret, uri: totpUri(secret, caller.signIn, ISSUER), offered: sealed.toString('base64url') };
}

/**
 * Takes an authenticator into use, once a code shows that it has the secret. Whoever has one already, and whoever may see pages
 * without one, proves first that she knows the password. Codes made for the old one are worth nothing any more.
 *
 * @returns the token of the session that follows on this one, and the recovery codes, shown this once
 * @throws {SignInError} `password`; `code`; `taken`: she has one and has not yet given its code
 * @throws {TooManyTriesError}
 * @throws {AppError} `bad_request` when the hidden field is not ours
 */
export async function addAuthenticator(
  deps: SignInDeps,
  session: SignedIn,
  typed: { offered: string; code: string; password: string; address: string },
): Promise<{ token: string; recoveryCodes: readonly string[] }> {
  const { caller } = session;
  const secret = readOffered(deps, caller, typed.offered);
  const account = await requireFree(deps, session, typed);
  const counted = await countAttempt(deps, { at: 'code', who: caller.id, address: typed.address });
  const step = await stepOfCode(secret, typed.code, { lastStep: null, now: deps.now() });
  if (step === null) throw new SignInError('code');
  await counted.forgive();
  const now = deps.now();
  return deps.db.transaction().execute(async (tx) => {
    const held = await lockAccount(tx, { programmeId: caller.programme.id, id: caller.id });
    // Somebody else with her password may be doing the same at this moment: only one of them gets in.
    if (session.stage !== 'full' && held?.totp_sealed !== null) throw new SignInError('taken');
    const sealed = sealTotpSecret(deps.config, secret, caller.id, 'totp_sealed');
    await updateAccount(tx, caller.id, { totp_sealed: sealed, totp_step: step });
    const recoveryCodes = await makeRecoveryCodes(deps, tx, caller.id);
    await recordChange(tx, changeOf(account, 'authenticator_added', now));
    const wanted = { accountId: caller.id, stage: 'full', provedAt: now, instead: session.tokenHash } as const;
    return { token: await openSession(tx, now, wanted), recoveryCodes };
  });
}

/**
 * New recovery codes in place of all she had; shown this once.
 *
 * @throws {SignInError}
 * @throws {TooManyTriesError}
 */
export async function renewRecoveryCodes(
  deps: SignInDeps,
  session: SignedIn,
  typed: { password: string; address: string },
): Promise<readonly string[]> {
  const account = await requirePassword(deps, session, typed);
  return deps.db.transaction().execute(async (tx) => {
    await recordChange(tx, changeOf(account, 'recovery_codes_made', deps.now()));
    return makeRecoveryCodes(deps, tx, account.id);
  });
}

/** Who has given only a password may add a first authenticator, never replace one: that would be signing in with a password. */
async function requireFree(
  deps: SignInDeps,
  session: SignedIn,
  typed: { password: string; address: string },
): Promise<Account> {
  if (session.stage === 'full') return requirePassword(deps, session, typed);
  const account = await findAccountBySignIn(deps.db, session.caller.signIn);
  if (account?.id !== session.caller.id || account.totp_sealed !== null) throw new SignInError('taken');
  return account;
}

function readOffered({ config }: Pick<Deps, 'config'>, caller: AccountCaller, offered: string): string {
  try {
    return openTotpSecret(config, Buffer.from(offered, 'base64url'), caller.id, 'totp_offered');
  } catch (error) {
    throw new AppError('bad_request', 'This form is not one of ours. Open the page again.', { cause: error });
  }
}

function changeOf(account: Account, what: 'authenticator_added' | 'recovery_codes_made', at: Date) {
  const { programme_id: programmeId, id: accountId, sign_in: subject } = account;
  return { programmeId, accountId, what, subject, before: null, after: null, at };
}
