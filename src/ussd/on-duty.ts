import type { Kysely } from 'kysely';
import { officialOnCall, type PhoneOfficial } from '../accounts/official-by-phone.ts';
import { countDue } from '../db/desk-reports.ts';
import type { Database } from '../db/schema.ts';
import { listOf } from '../desk/list-of.ts';
import type { Programme } from '../routing/programme.ts';
import type { OnDuty } from './screen.ts';

/** Counted no further: two digits stand on a menu. */
const MOST_SAID = 99;

/** What the menu says to an official who begins a call. Null: she was disabled this very moment. */
export async function findOnDuty(
  db: Kysely<Database>,
  programme: Programme,
  accountId: string,
): Promise<OnDuty | null> {
  const official = await officialOnCall(db, programme, accountId);
  return official && { account: accountId, due: await countHers(db, official) };
}

/** How much waits for her, as the menu says it. */
export function countHers(db: Kysely<Database>, { caller }: PhoneOfficial): Promise<number> {
  return countDue(db, listOf(caller), MOST_SAID);
}
