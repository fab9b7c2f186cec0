import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Account, Database, Grievance, GrievanceEvent, Holding, Message } from './schema.ts';

/** One entry of a history, with who did it. */
export type ThreadEvent = Pick<
  GrievanceEvent,
  'id' | 'type' | 'actor_kind' | 'actor_id' | 'channel' | 'office_id' | 'data' | 'at'
> & {
  /** Of the account that did it; null: no person with an account. */
  readonly name: string | null;
};

/** One SMS to the citizen about a report: its words as they are kept, never its number. */
export type ThreadMessage = Pick<
  Message,
  'id' | 'text' | 'purpose' | 'state' | 'segments' | 'cost' | 'created_at' | 'due_at'
>;

/** Who had a report from when to when. */
export type ThreadHolding = Pick<Holding, 'holder' | 'office_id' | 'from_at' | 'until_at' | 'working_minutes'>;

/** Everything that has happened to a report, each list oldest first. */
export interface Thread {
  readonly events: readonly ThreadEvent[];
  readonly messages: readonly ThreadMessage[];
  readonly holdings: readonly ThreadHolding[];
}

/** The one report that meets every condition. */
export async function findReport(
  db: Kysely<Database>,
  where: readonly Expression<SqlBool>[],
): Promise<Grievance | undefined> {
  return db
    .selectFrom('grievances')
    .selectAll()
    .where((eb) => eb.and([...where]))
    .executeTakeFirst();
}

/** What has happened to a report. */
export async function readThread(db: Kysely<Database>, grievanceId: string): Promise<Thread> {
  const [events, messages, holdings] = await Promise.all([
    threadEvents(db).where('e.grievance_id', '=', grievanceId).orderBy('e.id').execute(),
    readSent(db, grievanceId),
    readHoldings(db, grievanceId),
  ]);
  return { events, messages, holdings };
}

/** What has happened to a report after an event, oldest first. */
export async function readEventsSince(db: Kysely<Database>, grievanceId: string, seen: string): Promise<ThreadEvent[]> {
  return threadEvents(db).where('e.grievance_id', '=', grievanceId).where('e.id', '>', seen).orderBy('e.id').execute();
}

function threadEvents(db: Kysely<Database>) {
  return db
    .selectFrom('grievance_events as e')
    .leftJoin('accounts as a', 'a.id', 'e.actor_id')
    .select(['e.id', 'e.type', 'e.actor_kind', 'e.actor_id', 'e.channel', 'e.office_id', 'e.data', 'e.at', 'a.name']);
}

/** The words without the PIN that may still have to go out with them. */
async function readSent(db: Kysely<Database>, grievanceId: string): Promise<ThreadMessage[]> {
  return db
    .selectFrom('messages')
    .select((eb) => [
      'id',
      'purpose',
      'state',
      'segments',
      'cost',
      'created_at',
      'due_at',
      eb.fn.coalesce('text_kept', 'text').as('text'),
    ])
    .where('grievance_id', '=', grievanceId)
    .where('direction', '=', 'out')
    .where('account_id', 'is', null)
    .orderBy('id')
    .execute();
}

async function readHoldings(db: Kysely<Database>, grievanceId: string): Promise<ThreadHolding[]> {
  return db
    .selectFrom('holdings')
    .select(['holder', 'office_id', 'from_at', 'until_at', 'working_minutes'])
    .where('grievance_id', '=', grievanceId)
    .orderBy('from_at')
    .execute();
}

/** The names of accounts, by row id. */
export async function readAccountNames(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('accounts').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** An official to whom a report can be given: how much she has, and whether she is away. */
export type Colleague = Pick<Account, 'id' | 'name' | 'absent_from' | 'absent_until'> & { readonly open: number };

/**
 * The officials of an office, those with the least to do first.
 *
 * @param visible the condition on `grievances` of whoever asks: what she may not see, she cannot count either
 */
export async function listColleagues(
  db: Kysely<Database>,
  officeId: string,
  visible: Expression<SqlBool>,
): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select a.id, a.name, a.absent_from::text, a.absent_until::text, count(grievances.id)::int as open
    from accounts a
    left join grievances on grievances.assignee_id = a.id
      and grievances.status in ('routed', 'acknowledged', 'awaiting_citizen') and ${visible}
    where a.office_id = ${officeId} and a.role = 'official' and a.disabled_at is null
    group by a.id
    order by open, a.name`.execute(db);
  return rows;
}

/**
 * Whether somebody has acted on a report by this name of her request, whoever may see it now.
 *
 * @param source as `Actor.source`
 */
export async function hasActedOn(
  db: Kysely<Database>,
  { programmeId, reference, source }: { programmeId: string; reference: string; source: string },
): Promise<boolean> {
  const event = await db
    .selectFrom('grievance_events as e')
    .innerJoin('grievances as g', 'g.id', 'e.grievance_id')
    .select('e.id')
    .where('g.programme_id', '=', programmeId)
    .where('g.reference', '=', reference)
    .where('e.source', '=', source)
    .executeTakeFirst();
  return event !== undefined;
}

/** A report that somebody has passed on. */
export interface PassedOn {
  readonly reference: string;
  /** Which it went to then; null: none, a person has to choose one. */
  readonly office_id: string | null;
  /** When the SMS goes out that tells the citizen so; null: none waits. */
  readonly due_at: Date | null;
}

/** What became of a report when somebody passed it on last; undefined: she never has. She may not see it any more. */
export async function findPassedOn(
  db: Kysely<Database>,
  { programmeId, reference, accountId }: { programmeId: string; reference: string; accountId: string },
): Promise<PassedOn | undefined> {
  return db
    .selectFrom('grievance_events as e')
    .innerJoin('grievances as g', 'g.id', 'e.grievance_id')
    .select((eb) => [
      'g.reference',
      'e.office_id',
      eb
        .selectFrom('messages as m')
        .select('m.due_at')
        .whereRef('m.grievance_id', '=', 'e.grievance_id')
        .whereRef('m.id', '>', 'e.id')
        .where('m.direction', '=', 'out')
        .where('m.account_id', 'is', null)
        .where('m.state', '=', 'queued')
        .orderBy('m.id')
        .limit(1)
        .as('due_at'),
    ])
    .where('g.programme_id', '=', programmeId)
    .where('g.reference', '=', reference)
    .where('e.actor_id', '=', accountId)
    .where('e.type', 'in', ['transferred', 'handed_back', 'sent_to_triage'])
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
