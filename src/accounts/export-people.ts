import { stringify } from 'csv-stringify/sync';
import type { Kysely } from 'kysely';
import { listAccounts } from '../db/accounts.ts';
import type { Database } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';

const COLUMNS = ['sign_in', 'name', 'role', 'office', 'area', 'stream', 'language', 'page_order'] as const;

/**
 * The people of a programme as a CSV file that `importPeople` takes again; those who were disabled are left out, and so are
 * phones. A cell with which a spreadsheet would begin a formula is quoted with an apostrophe.
 */
export async function exportPeople({ db }: { readonly db: Kysely<Database> }, programme: Programme): Promise<string> {
  const accounts = await listAccounts(db, programme.name);
  const living = accounts.filter(({ disabled_at }) => disabled_at === null);
  return stringify(living, { header: true, columns: [...COLUMNS], escape_formulas: true });
}
