import type { Transaction } from 'kysely';
import { deleteSessionsOf } from '../db/account-sessions.ts';
import { findAccountsByPhones, lockAccount, updateAccount } from '../db/accounts.ts';
import { type ChangeWord, recordChange } from '../db/changes.ts';
import { replaceRecoveryCodes } from '../db/recovery-codes.ts';
import type { Account, Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { changedBy, type Editor } from './editor.ts';
import { PeopleError } from './people-error.ts';
import { makeSetupCode } from './setup-code.ts';
import { usesPhone } from './uses-phone.ts';

type EditDeps = Pick<Deps, 'config' | 'db' | 'now'>;

/**
 * Disables an account: it is signed out at once everywhere, and its phone is a citizen's again. What was assigned to it is
 * given to others by `reassignAbsent`. Harmless when run twice.
 *
 * @throws {AppError} `not_found`; `conflict` for one's own account
 */
export async function disableAccount(deps: EditDeps, by: Editor, id: string): Promise<void> {
  await edit(deps, by, id, async (tx, account) => {
    // As the database writes it: an address may spell the same id in capitals.
    if (account.id === by.id) throw new AppError('conflict', 'Your own account is disabled by another administrator.');
    if (account.disabled_at !== null) return null;
    await updateAccount(tx, id, { disabled_at: deps.now() });
    await deleteSessionsOf(tx, id);
    return 'account_disabled';
  });
}

/**
 * Lets a disabled account in again, with the password and the authenticator it had.
 *
 * @throws {PeopleError} when another official has its phone meanwhile
 * @throws {AppError} `not_found`
 */
export async function enableAccount(deps: EditDeps, by: Editor, id: string): Promise<void> {
  await edit(deps, by, id, async (tx, account) => {
    if (account.disabled_at === null) return null;
    await requireFreePhone(tx, account);
    await updateAccount(tx, id, { disabled_at: null });
    return 'account_enabled';
  });
}

/**
 * Takes away password, authenticator and recovery codes, and signs out everywhere: for somebody who lost them.
 *
 * @returns the code with which she chooses a new password within seven days; it is shown this once
 * @throws {AppError} `not_found`; `conflict` for one's own account, which would need no password then
 */
export async function resetAccount(deps: EditDeps, by: Editor, id: string): Promise<string> {
  const made = { code: '' };
  await edit(deps, by, id, async (tx, account) => {
    if (account.id === by.id) throw new AppError('conflict', 'Your own password is changed under "My settings".');
    const { code, columns } = makeSetupCode(deps.config, account.id, deps.now());
    made.code = code;
    await updateAccount(tx, account.id, { ...columns, password_hash: null, totp_sealed: null, totp_step: null });
    await replaceRecoveryCodes(tx, account.id, []);
    await deleteSessionsOf(tx, account.id);
    return 'account_reset';
  });
  return made.code;
}

/** Runs `work` on an account that is held, and records what it says was changed; null: nothing was. */
async function edit(
  deps: EditDeps,
  by: Editor,
  id: string,
  work: (tx: Transaction<Database>, account: Account) => Promise<ChangeWord | null>,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, { programmeId: by.programme.id, id });
    if (!account) throw new AppError('not_found', 'The programme has no such account.');
    const what = await work(tx, account);
    if (what === null) return;
    await recordChange(tx, { ...changedBy(by, account.sign_in, deps.now()), what, before: null, after: null });
  });
}

async function requireFreePhone(tx: Transaction<Database>, account: Account): Promise<void> {
  if (account.phone_index === null) return;
  const holders = await findAccountsByPhones(tx, account.programme_id, [account.phone_index]);
  if (!usesPhone(account.role) || !holders.some(({ role }) => usesPhone(role))) return;
  throw new PeopleError([{ line: null, column: 'phone', problem: 'phone_taken', value: '' }]);
}
