import { type Kysely, sql } from 'kysely';
import { makeStorable } from '../encoding.ts';
import type { Account, Database } from './schema.ts';

/** An official who may be given a report, and how much she has. */
export interface Candidate {
  readonly id: string;
  /** Reports of hers on which somebody owes work. */
  readonly open: number;
  /** When the gateway last gave her one; null: never. */
  readonly givenAt: Date | null;
}

/** The officials of an office who are there on a local day (ISO date), by id; whoever has neither password nor phone cannot work yet. */
export async function listPresent(db: Kysely<Database>, officeId: string, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('office_id', '=', officeId)
    .where('role', '=', 'official')
    .where('disabled_at', 'is', null)
    .where((eb) => eb.or([eb('password_hash', 'is not', null), eb('phone_index', 'is not', null)]))
    .where(sql<boolean>`${isAway(day)} is not true`)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Of accounts, whether she is away on a day. First and last day away count; without a last one she is away until she says otherwise. */
export function isAway(day: string) {
  return sql<boolean>`(absent_from <= ${day}::date and coalesce(absent_until >= ${day}::date, true))`;
}

/** Lets only one transaction at a time give out reports of an office: each counts what the one before has given. */
export async function lockGiving(db: Kysely<Database>, officeId: string): Promise<void> {
  await db.selectFrom('offices').select('id').where('id', '=', officeId).forNoKeyUpdate().execute();
}

/** How much these officials have to do. */
export async function readLoads(db: Kysely<Database>, accountIds: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select a.id, a.given_at as "givenAt", count(g.id) as open
    from accounts a
    left join grievances g on g.assignee_id = a.id and g.status in ('routed', 'acknowledged', 'awaiting_citizen')
    where a.id = any(${accountIds}::uuid[])
    group by a.id`.execute(db);
  return rows;
}

/** Says that she has just been given a report. */
export async function markGiven(db: Kysely<Database>, accountId: string, now: Date): Promise<void> {
  await db.updateTable('accounts').set({ given_at: now }).where('id', '=', accountId).execute();
}

/** The row id of the official of a programme who signs in by this name. */
export async function findOfficial(
  db: Kysely<Database>,
  programmeId: string,
  signIn: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('role', '=', 'official')
    .where('sign_in', '=', makeStorable(signIn).toLowerCase())
    .executeTakeFirst();
  return row?.id;
}

/** The account of an official of this office who can be given a report; also while she is away, for a person decides. */
export async function findColleague(
  db: Kysely<Database>,
  accountId: string,
  officeId: string,
): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', accountId)
    .where('office_id', '=', officeId)
    .where('role', '=', 'official')
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
}

/** Row ids of the open ordinary reports that an official has, oldest first. */
export async function listAssigned(db: Kysely<Database>, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('grievances')
    .select('id')
    .where('assignee_id', '=', accountId)
    .where('stream', '=', 'ordinary')
    .where('status', 'in', ['routed', 'acknowledged', 'awaiting_citizen', 'resolved'])
    .orderBy('filed_at')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * People of a programme who have open reports of an office and are away on a local day (ISO date), or do not work in that office
 * any more: their account was closed, or is another office's or another role's.
 */
export async function listAwayWithReports(db: Kysely<Database>, programmeId: string, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('grievances')
          .select('grievances.id')
          .whereRef('grievances.assignee_id', '=', 'accounts.id')
          .where('status', 'in', ['routed', 'acknowledged', 'awaiting_citizen', 'resolved'])
          .where((its) =>
            its.or([
              its('accounts.disabled_at', 'is not', null),
              isAway(day),
              its('accounts.role', '<>', 'official'),
              its('accounts.office_id', 'is distinct from', its.ref('grievances.office_id')),
            ]),
          ),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Programmes where somebody with open reports may be away, or does not work in that office any more: the day decides. */
export async function listProgrammesWithAway(db: Kysely<Database>, now: Date): Promise<string[]> {
  // A day to either side: which day it is there, only the programme knows.
  const dayFrom = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const rows = await db
    .selectFrom('accounts')
    .innerJoin('grievances', 'grievances.assignee_id', 'accounts.id')
    .select('accounts.programme_id')
    .distinct()
    .where('grievances.status', 'in', ['routed', 'acknowledged', 'awaiting_citizen', 'resolved'])
    .where((eb) =>
      eb.or([
        eb('accounts.disabled_at', 'is not', null),
        eb.and([
          eb('accounts.absent_from', '<=', dayFrom(1)),
          eb.or([eb('accounts.absent_until', 'is', null), eb('accounts.absent_until', '>=', dayFrom(-1))]),
        ]),
        eb('accounts.role', '<>', 'official'),
        eb('accounts.office_id', 'is distinct from', eb.ref('grievances.office_id')),
      ]),
    )
    .execute();
  return rows.map(({ programme_id: id }) => id);
}
