import type { Config } from '../config.ts';
import { openPhone, type Phone, type SealPlace } from '../phone.ts';
import type { Account } from './schema.ts';

/** The place a sealed number of an account is bound to: it opens nowhere else. */
export function accountPhonePlace(rowId: string): SealPlace {
  return { table: 'accounts', column: 'phone_sealed', rowId };
}

/** The number of an account's phone, for as long as it is needed; null: none is registered. */
export function accountPhoneOf(
  config: Pick<Config, 'sealingKeys'>,
  { id, phone_sealed: sealed }: Pick<Account, 'id' | 'phone_sealed'>,
): Phone | null {
  return sealed === null ? null : openPhone(config.sealingKeys, sealed, accountPhonePlace(id));
}
