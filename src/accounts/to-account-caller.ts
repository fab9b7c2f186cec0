import type { Account, Channel } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Programme } from '../routing/programme.ts';
import type { AccountCaller } from './caller.ts';

/**
 * The caller behind an account that reaches us by `channel`. Whether the account is disabled is not looked at here.
 *
 * @throws {AppError} `unavailable` when this process does not hold the account's programme
 */
export function toAccountCaller(
  deps: Pick<Deps, 'programmes'>,
  account: Account,
  channel: Exclude<Channel, 'api' | 'system'>,
): AccountCaller {
  const programme = deps.programmes.byId(account.programme_id);
  if (!programme) {
    throw new AppError('unavailable', 'The programme of this account is not loaded yet. Try again in a minute.');
  }
  return callerOfAccount(programme, account, channel);
}

/** The same, where the account's programme is at hand. */
export function callerOfAccount(
  programme: Programme,
  account: Account,
  channel: Exclude<Channel, 'api' | 'system'>,
): AccountCaller {
  const { areas, offices } = programme.byId;
  return {
    id: account.id,
    role: account.role,
    programme,
    office: account.office_id === null ? null : (offices.get(account.office_id) ?? null),
    area: account.area_id === null ? null : (areas.get(account.area_id) ?? null),
    stream: account.stream,
    channel,
    name: account.name,
    signIn: account.sign_in,
    language: account.language,
  };
}
