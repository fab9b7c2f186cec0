import { type Kysely, sql } from 'kysely';
import type { Stream } from '../routing/programme.ts';
import { isAway } from './assignees.ts';
import type { Account, Database } from './schema.ts';

/** People with a phone who work here and are not away on a local day (ISO date). */
function reachable(db: Kysely<Database>, day: string) {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('disabled_at', 'is', null)
    .where('phone_sealed', 'is not', null)
    .where(sql<boolean>`${isAway(day)} is not true`)
    .orderBy('id');
}

/** The officials of an office whom an SMS reaches on a day. */
export async function listReachableOfficials(db: Kysely<Database>, officeId: string, day: string): Promise<Account[]> {
  return reachable(db, day).where('office_id', '=', officeId).where('role', '=', 'official').execute();
}

/** The focal points of a sealed stream whom an SMS reaches: of the whole programme, and of the areas around a place. */
export async function listReachableFocalPoints(
  db: Kysely<Database>,
  of: { programmeId: string; stream: Stream; areaIds: readonly string[]; day: string },
): Promise<Account[]> {
  return reachable(db, of.day)
    .where('programme_id', '=', of.programmeId)
    .where('role', '=', 'focal')
    .where('stream', '=', of.stream)
    .where((row) => row.or([row('area_id', 'is', null), row('area_id', '=', sql<string>`any(${of.areaIds}::uuid[])`)]))
    .execute();
}

/** The observers of a programme whom an SMS reaches. */
export async function listReachableObservers(
  db: Kysely<Database>,
  programmeId: string,
  day: string,
): Promise<Account[]> {
  return reachable(db, day).where('programme_id', '=', programmeId).where('role', '=', 'observer').execute();
}
