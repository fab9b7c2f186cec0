import { accountPhonePlace } from '../db/account-phone.ts';
import type { Account } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { indexPhone, sealPhone } from '../phone.ts';
import type { Person } from './person.ts';

/** A person and where she was read: the line of a file, or null for a form. */
export interface PlacedPerson {
  readonly line: number | null;
  readonly person: Person;
}

/** A person to be saved, beside the account of her name. */
export interface WantedPerson extends PlacedPerson {
  /** Undefined: she is new. */
  readonly account: Account | undefined;
  /** Of the phone she will have: the one that was typed, else the one that is registered. */
  readonly phoneIndex: Buffer | null;
  readonly isNewPhone: boolean;
}

/** A person beside the account of her name. */
export function besideAccount(
  { config }: Pick<Deps, 'config'>,
  { line, person }: PlacedPerson,
  account: Account | undefined,
): WantedPerson {
  const registered = account?.phone_index ?? null;
  const typed = person.phone === null ? null : indexPhone(config.indexKey, person.phone);
  const isNewPhone = typed !== null && !(registered?.equals(typed) ?? false);
  return { line, person, account, phoneIndex: typed ?? registered, isNewPhone };
}

/** The columns of an account that are typed. */
export type PersonColumns = Pick<
  Account,
  'name' | 'role' | 'office_id' | 'area_id' | 'stream' | 'language' | 'page_order' | 'phone_sealed' | 'phone_index'
>;

/** The columns of a person's account. A phone is sealed for the row with this id. */
export function columnsOf({ config }: Pick<Deps, 'config'>, id: string, wanted: WantedPerson): PersonColumns {
  const { name, role, office, area, stream, language, pageOrder, phone } = wanted.person;
  const sealed = phone === null ? null : sealPhone(config.sealingKeys, phone, accountPhonePlace(id));
  return {
    name,
    role,
    office_id: office?.id ?? null,
    area_id: area?.id ?? null,
    stream,
    language,
    page_order: pageOrder,
    phone_sealed: wanted.isNewPhone ? sealed : (wanted.account?.phone_sealed ?? null),
    phone_index: wanted.phoneIndex,
  };
}
