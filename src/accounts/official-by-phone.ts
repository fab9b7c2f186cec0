import type { Kysely } from 'kysely';
import { findAccountByPhone, findPhoneAccount } from '../db/desk-accounts.ts';
import type { Account, Database } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import type { AccountCaller } from './caller.ts';
import { callerOfAccount } from './to-account-caller.ts';

/** An official at work on a registered phone. */
export interface PhoneOfficial {
  readonly account: Account;
  readonly caller: AccountCaller;
}

/** The official whose phone sends us an SMS. Null: nobody's, or nobody's any more. */
export async function officialByPhone(
  db: Kysely<Database>,
  programme: Programme,
  phoneIndex: Buffer,
): Promise<PhoneOfficial | null> {
  const account = await findAccountByPhone(db, { programmeId: programme.id, phoneIndex });
  return account ? { account, caller: callerOfAccount(programme, account, 'sms') } : null;
}

/** The official who began a call, as she is now: whoever was disabled since is null. */
export async function officialOnCall(
  db: Kysely<Database>,
  programme: Programme,
  accountId: string,
): Promise<PhoneOfficial | null> {
  const account = await findPhoneAccount(db, { programmeId: programme.id, id: accountId });
  return account ? { account, caller: callerOfAccount(programme, account, 'ussd') } : null;
}
