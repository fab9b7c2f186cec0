import { type Kysely, type NotNull, type Selectable, sql } from 'kysely';
import type { Account, Database, WatchesTable, WatchHitsTable } from './schema.ts';

export type Watch = Selectable<WatchesTable>;
export type WatchHit = Selectable<WatchHitsTable>;

/** Somebody's limits, in the order in which she set them. */
export async function listWatches(db: Kysely<Database>, accountId: string): Promise<Watch[]> {
  return db.selectFrom('watches').selectAll().where('account_id', '=', accountId).orderBy('id').execute();
}

/** Sets a limit, unless she has as many as she may; @returns whether it was set. Of two at once the second waits. */
export async function insertWatch(
  db: Kysely<Database>,
  watch: Omit<Watch, 'checked_on'>,
  most: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('accounts').select('id').where('id', '=', watch.account_id).forUpdate().execute();
    const { count } = await tx
      .selectFrom('watches')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('account_id', '=', watch.account_id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= most) return false;
    await tx.insertInto('watches').values(watch).execute();
    return true;
  });
}

/** Takes a limit of hers away with all that was found; @returns whether there was one. */
export async function deleteWatch(db: Kysely<Database>, of: { id: string; accountId: string }): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('watches')
    .where('id', '=', of.id)
    .where('account_id', '=', of.accountId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** One office beyond a limit of hers. */
export type Passed = WatchHit & Pick<Watch, 'measure' | 'limit_value'>;

/** What she is shown of her limits: only of offices that she may see now, whatever she could when they were looked at. */
interface Shown {
  readonly accountId: string;
  readonly officeIds: readonly string[];
}

/** Which of these offices are beyond her limits now, the newest first. */
export async function listPassed(db: Kysely<Database>, { accountId, officeIds }: Shown): Promise<Passed[]> {
  return db
    .selectFrom('watch_hits')
    .innerJoin('watches', 'watches.id', 'watch_hits.watch_id')
    .selectAll('watch_hits')
    .select(['watches.measure', 'watches.limit_value'])
    .where('watches.account_id', '=', accountId)
    .where('watch_hits.office_id', '=', sql<string>`any(${officeIds}::uuid[])`)
    .where('watch_hits.back_at', 'is', null)
    .orderBy('watch_hits.passed_at', 'desc')
    .orderBy('watch_hits.id', 'desc')
    .execute();
}

/** One office that is back within a limit of hers. */
export type CameBack = Passed & { readonly back_at: Date; readonly back_value: number };

/** Which of these offices came back within her limits after a moment, the newest first; not those that were there no more. */
export async function listBack(
  db: Kysely<Database>,
  { accountId, officeIds, since }: Shown & { readonly since: Date },
): Promise<CameBack[]> {
  return db
    .selectFrom('watch_hits')
    .innerJoin('watches', 'watches.id', 'watch_hits.watch_id')
    .selectAll('watch_hits')
    .select(['watches.measure', 'watches.limit_value'])
    .where('watches.account_id', '=', accountId)
    .where('watch_hits.office_id', '=', sql<string>`any(${officeIds}::uuid[])`)
    .where('watch_hits.back_at', '>', since)
    .where('watch_hits.back_value', 'is not', null)
    .$narrowType<{ back_at: NotNull; back_value: NotNull }>()
    .orderBy('watch_hits.back_at', 'desc')
    .orderBy('watch_hits.id', 'desc')
    .execute();
}

/**
 * Programmes that have limits: each with the day of the one looked at longest ago, null where one never was. Those of people whose
 * account is closed do not count.
 */
export async function listUnchecked(db: Kysely<Database>): Promise<{ programmeId: string; oldest: string | null }[]> {
  const { rows } = await sql<{ programmeId: string; oldest: string | null }>`
    select watches.programme_id as "programmeId",
      case when bool_or(checked_on is null) then null else min(checked_on)::text end as oldest
    from watches join accounts on accounts.id = watches.account_id
    where disabled_at is null
    group by 1 order by 1`.execute(db);
  return rows;
}

/** Whose limits were not looked at on a day, each once, by id after another. */
export async function nextToCheck(
  db: Kysely<Database>,
  of: { programmeId: string; day: string; after: string },
): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('programme_id', '=', of.programmeId)
    .where('disabled_at', 'is', null)
    .where('id', '>', of.after)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('watches')
          .select('watches.id')
          .whereRef('watches.account_id', '=', 'accounts.id')
          .where((row) => row.or([row('checked_on', 'is', null), row('checked_on', '<', of.day)])),
      ),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Her limits that were not looked at on a day, held until the transaction ends; who comes second finds none. */
export async function lockUnchecked(db: Kysely<Database>, of: { accountId: string; day: string }): Promise<Watch[]> {
  return db
    .selectFrom('watches')
    .selectAll()
    .where('account_id', '=', of.accountId)
    .where((row) => row.or([row('checked_on', 'is', null), row('checked_on', '<', of.day)]))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** What is beyond some limits now. */
export async function listOpenHits(db: Kysely<Database>, watchIds: readonly string[]): Promise<WatchHit[]> {
  if (watchIds.length === 0) return [];
  return db
    .selectFrom('watch_hits')
    .selectAll()
    .where('watch_id', 'in', watchIds)
    .where('back_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** Writes down what passed a limit. */
export async function insertHits(
  db: Kysely<Database>,
  hits: readonly Omit<WatchHit, 'back_at' | 'back_value'>[],
): Promise<void> {
  if (hits.length > 0)
    await db
      .insertInto('watch_hits')
      .values([...hits])
      .execute();
}

/** Writes down that something is back within its limit; without a value: that it is over, because the office is there no more. */
export async function endHit(
  db: Kysely<Database>,
  { id, at, value }: { id: string; at: Date; value: number | null },
): Promise<void> {
  await db.updateTable('watch_hits').set({ back_at: at, back_value: value }).where('id', '=', id).execute();
}

/** Says that limits were looked at on a day. */
export async function markChecked(db: Kysely<Database>, watchIds: readonly string[], day: string): Promise<void> {
  if (watchIds.length === 0) return;
  await db.updateTable('watches').set({ checked_on: day }).where('id', 'in', watchIds).execute();
}
