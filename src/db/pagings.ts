import { type Kysely, type Selectable, sql } from 'kysely';
import type { Stream } from '../routing/programme.ts';
import type { Account, Database, PagingsTable } from './schema.ts';

/** One urgent report to which people are called until somebody opens it. */
export type Paging = Selectable<PagingsTable>;

/** Begins to call people to a report, the first at once. False: it was begun before. */
export async function insertPaging(
  db: Kysely<Database>,
  { grievanceId, programmeId, now }: { grievanceId: string; programmeId: string; now: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('pagings')
    .values({ grievance_id: grievanceId, programme_id: programmeId, started_at: now, next_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('grievance_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/**
 * Begins again to call people to a report that somebody has opened before, the first at once. False: there is none, or people
 * are being called.
 */
export async function restartPaging(db: Kysely<Database>, grievanceId: string, now: Date): Promise<boolean> {
  const restarted = await db
    .updateTable('pagings')
    .set({ started_at: now, next_at: now, step: 0, opened_at: null, opened_by: null })
    .where('grievance_id', '=', grievanceId)
    .where('next_at', 'is', null)
    .returning('grievance_id')
    .executeTakeFirst();
  return restarted !== undefined;
}

/** Whether an official has done something to a report since its reporter spoke last. */
export async function isAnswered(db: Kysely<Database>, grievanceId: string): Promise<boolean> {
  const last = await db
    .selectFrom('grievance_events')
    .select('actor_kind')
    .where('grievance_id', '=', grievanceId)
    .where((eb) =>
      eb.or([
        eb.and([eb('actor_kind', '=', 'official'), eb('type', '<>', 'filed')]),
        eb('type', 'in', ['citizen_wrote', 'disputed']),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.actor_kind === 'official';
}

/** The paging of a report if somebody is to be called now; holds its row until the transaction ends. */
export async function lockDuePaging(db: Kysely<Database>, grievanceId: string, now: Date): Promise<Paging | undefined> {
  return db
    .selectFrom('pagings')
    .selectAll()
    .where('grievance_id', '=', grievanceId)
    .where('next_at', '<=', now)
    .forUpdate()
    .executeTakeFirst();
}

/** Somebody was called: when the next is, and how many times somebody was. */
export async function putOffPaging(
  db: Kysely<Database>,
  grievanceId: string,
  { step, nextAt }: { step: number; nextAt: Date },
): Promise<void> {
  await db.updateTable('pagings').set({ step, next_at: nextAt }).where('grievance_id', '=', grievanceId).execute();
}

/** Nobody is called any more: somebody has acted on the report, or it is closed. */
export async function stopPaging(db: Kysely<Database>, grievanceId: string): Promise<void> {
  await db.updateTable('pagings').set({ next_at: null }).where('grievance_id', '=', grievanceId).execute();
}

/**
 * Somebody has opened the report; nobody else is called. Only the first one counts.
 *
 * @param opened.by row id of the account; null: a program with a key
 */
export async function closePaging(
  db: Kysely<Database>,
  grievanceId: string,
  opened: { by: string | null; at: Date },
): Promise<void> {
  await db
    .updateTable('pagings')
    .set({ opened_at: opened.at, opened_by: opened.by, next_at: null })
    .where('grievance_id', '=', grievanceId)
    .where('opened_at', 'is', null)
    .execute();
}

/** Reports to which somebody is to be called now, the longest waiting first. */
export async function listDuePagings(db: Kysely<Database>, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('pagings')
    .select('grievance_id')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .execute();
  return rows.map(({ grievance_id: id }) => id);
}

/**
 * The accounts in force that may be called to a report of a stream: its focal points for the whole programme or for a place
 * that the report lies in, and the administrators. In no order.
 *
 * @param at.areaIds the report's place and every place around it
 */
export async function listCallable(
  db: Kysely<Database>,
  at: { programmeId: string; stream: Stream; areaIds: readonly string[] },
): Promise<Account[]> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('programme_id', '=', at.programmeId)
    .where('disabled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('role', '=', 'admin'),
        eb.and([
          eb('role', '=', 'focal'),
          eb('stream', '=', at.stream),
          eb.or([eb('area_id', 'is', null), eb('area_id', 'in', at.areaIds)]),
        ]),
      ]),
    )
    .execute();
}

/** A stream of a programme to which urgent reports may come, and how many people can be called to one and open it. */
export interface StreamStaff {
  readonly programme: string;
  readonly stream: Stream;
  readonly focalPoints: number;
  readonly administrators: number;
}

/** Who can be called, by programme and urgent stream. Says nothing of reports: only of people and categories. */
export async function countCallable(db: Kysely<Database>, streams: readonly Stream[]): Promise<StreamStaff[]> {
  const staff = (role: 'focal' | 'admin') => sql<number>`(
    select count(*)::integer from accounts a
    where a.programme_id = p.id and a.role = ${role} and a.disabled_at is null and a.phone_sealed is not null
      and a.password_hash is not null
      and (a.role = 'admin' or a.stream = c.stream))`;
  return db
    .selectFrom('programmes as p')
    .innerJoin('categories as c', 'c.programme_id', 'p.id')
    .select(['p.name as programme', 'c.stream'])
    .select([staff('focal').as('focalPoints'), staff('admin').as('administrators')])
    .where('c.stream', 'in', streams)
    .where('c.retired_at', 'is', null)
    .distinct()
    .orderBy('p.name')
    .orderBy('c.stream')
    .execute();
}
