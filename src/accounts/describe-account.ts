import type { Account } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';

/** An account as the record of changes shows it: codes, and of a phone only whether there is one. */
export type DescribedAccount = Readonly<Record<string, string | number | boolean | null>>;

type Described = Pick<
  Account,
  'name' | 'role' | 'office_id' | 'area_id' | 'stream' | 'language' | 'page_order' | 'phone_index'
>;

/** What is worth recording of an account. */
export function describeAccount(programme: Programme, account: Described): DescribedAccount {
  const { areas, offices } = programme.byId;
  return {
    name: account.name,
    role: account.role,
    office: account.office_id === null ? null : (offices.get(account.office_id)?.code ?? null),
    area: account.area_id === null ? null : (areas.get(account.area_id)?.code ?? null),
    stream: account.stream,
    language: account.language,
    page_order: account.page_order,
    has_phone: account.phone_index !== null,
  };
}

/** The parts of two descriptions that differ; null: none does. */
export function differenceOf(
  before: DescribedAccount,
  after: DescribedAccount,
): { before: DescribedAccount; after: DescribedAccount } | null {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  if (names.length === 0) return null;
  const pick = (from: DescribedAccount) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
