import { findAccount, updateAccount } from '../db/accounts.ts';
import { recordChange } from '../db/changes.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { changeAccount } from './edit-account.ts';
import { changedBy, type Editor } from './editor.ts';
import { rawPerson } from './raw-person.ts';

/**
 * Registers the phone of an account, or takes it away.
 *
 * @param phone as it was typed; empty: none from now on
 * @throws {PeopleError} when it is no telephone or another official's
 * @throws {AppError} `not_found`
 */
export async function setPhone(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  by: Editor,
  id: string,
  phone: string,
): Promise<void> {
  const account = await findAccount(deps.db, { programmeId: by.programme.id, id });
  if (!account) throw new AppError('not_found', 'The programme has no such account.');
  if (phone.trim() !== '') {
    await changeAccount(deps, by, id, { ...rawPerson(by.programme, account), phone });
    return;
  }
  if (account.phone_index === null) return;
  await deps.db.transaction().execute(async (tx) => {
    await updateAccount(tx, id, { phone_sealed: null, phone_index: null });
    await recordChange(tx, {
      ...changedBy(by, account.sign_in, deps.now()),
      what: 'account_phone_changed',
      before: { has_phone: true },
      after: { has_phone: false },
    });
  });
}
