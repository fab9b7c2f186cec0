import type { Account } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import type { PersonColumn } from './person.ts';

/** An account as it would be typed: to fill a form with, or a line of a file. The phone is left out. */
export function rawPerson(
  programme: Programme,
  account: Pick<Account, 'sign_in' | 'name' | 'role' | 'office_id' | 'area_id' | 'stream' | 'language' | 'page_order'>,
): Readonly<Record<PersonColumn, string>> {
  const { areas, offices } = programme.byId;
  return {
    sign_in: account.sign_in,
    name: account.name,
    role: account.role,
    office: offices.get(account.office_id ?? '')?.code ?? '',
    area: areas.get(account.area_id ?? '')?.code ?? '',
    stream: account.stream ?? '',
    language: account.language,
    phone: '',
    page_order: account.page_order === 0 ? '' : String(account.page_order),
  };
}
