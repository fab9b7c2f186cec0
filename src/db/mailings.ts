import { type Kysely, type Selectable, sql } from 'kysely';
import type { Language, Names } from '../routing/programme.ts';
import type { Citizen, Database, MailingKind, MailingState, MailingsTable } from './schema.ts';

export type Mailing = Selectable<MailingsTable>;

/** To whom a mailing goes: who agreed to hear of meetings in these areas, who came to a meeting, or who was written down for one. */
export type Audience =
  | { readonly areaIds: readonly string[] }
  | { readonly meetingId: string }
  | { readonly mailingId: string };

/** Row ids of those who may be written to now: nobody who has said STOP, and each once. */
function audience(to: Audience) {
  if ('mailingId' in to) {
    return sql`
      select c.id, c.language from citizens c join mailing_recipients r on r.citizen_id = c.id
      where c.opted_out_at is null and r.mailing_id = ${to.mailingId}`;
  }
  return 'areaIds' in to
    ? sql`
        select c.id, c.language from citizens c where c.opted_out_at is null and exists (
          select from meeting_agreements a
          where a.citizen_id = c.id and a.ended_at is null and a.area_id = any(${to.areaIds}::uuid[]))`
    : sql`
        select c.id, c.language from citizens c join attendances t on t.citizen_id = c.id
        where c.opted_out_at is null and t.meeting_id = ${to.meetingId}`;
}

/** How many people a mailing would go to now, by the language they are written to in. */
export async function countAudience(
  db: Kysely<Database>,
  to: Audience,
  /** Of who has chosen none. */
  language: Language,
): Promise<{ language: Language; people: number }[]> {
  const { rows } = await sql<{ language: Language; people: number }>`
    select coalesce(language, ${language}) as language, count(*)::integer as people
    from (${audience(to)}) as those group by 1 order by 1`.execute(db);
  return rows;
}

/** Writes a mailing down, with everybody it is to go to. False: there is one already. */
export async function insertMailing(
  db: Kysely<Database>,
  mailing: Pick<Mailing, 'id' | 'programme_id' | 'meeting_id' | 'promise_id' | 'kind' | 'started_by'>,
  to: Audience,
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('mailings')
    .values({ ...mailing, state: 'running', started_at: now, changed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await sql`
    insert into mailing_recipients (mailing_id, citizen_id)
    select ${mailing.id}::uuid, id from (${audience(to)}) as those`.execute(db);
  return true;
}

/** What the SMS of a mailing says. */
export interface MailingSubject {
  readonly area_id: string;
  readonly starts_at: Date;
  readonly names: Names;
  readonly venues: Names;
  readonly retired_at: Date | null;
  /** Null: it is about the meeting itself. */
  readonly promise: {
    readonly id: string;
    readonly names: Names;
    readonly office_id: string;
    readonly due_on: string;
    /** Until when an answer counts; null: nobody was asked yet. */
    readonly closes_at: Date | null;
  } | null;
}

/** A mailing held until the transaction ends, with what it is about. */
export async function lockMailing(
  db: Kysely<Database>,
  id: string,
): Promise<{ mailing: Mailing; subject: MailingSubject } | undefined> {
  const mailing = await db.selectFrom('mailings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!mailing) return undefined;
  const meeting = await db
    .selectFrom('meetings')
    .select(['area_id', 'starts_at', 'names', 'venues', 'retired_at'])
    .where('id', '=', mailing.meeting_id)
    .executeTakeFirstOrThrow();
  const promise = await db
    .selectFrom('promises')
    .select(['id', 'names', 'office_id', 'due_on', 'closes_at'])
    .where('id', '=', mailing.promise_id)
    .executeTakeFirst();
  return { mailing, subject: { ...meeting, promise: promise ?? null } };
}

/** The mailings of a meeting, oldest first. */
export async function listMailings(db: Kysely<Database>, meetingId: string): Promise<Mailing[]> {
  return db.selectFrom('mailings').selectAll().where('meeting_id', '=', meetingId).orderBy('id').execute();
}

/** How far a mailing has come, in people. */
export interface Progress {
  /** With the carrier, or on the phone. */
  readonly sent: number;
  /** Not yet with the carrier. */
  readonly waiting: number;
  /** Refused, not delivered, or nobody knows. */
  readonly failed: number;
  /** They took their word back, or it was too late. */
  readonly leftOut: number;
}

/** How far each of these mailings has come. */
export async function readProgress(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Progress>> {
  const { rows } = await sql<Progress & { id: string }>`
    select l.id, coalesce(l.sent, now.sent) as sent, coalesce(now.waiting, 0) as waiting,
      coalesce(l.failed, now.failed) as failed, coalesce(l.left_out, now.left_out) as "leftOut"
    from mailings l left join (
      select r.mailing_id,
        count(*) filter (where m.state in ('accepted', 'delivered'))::integer as sent,
        count(*) filter (where r.left_out is null and (m.id is null or m.state in ('queued', 'sending')))::integer as waiting,
        count(*) filter (where m.state in ('refused', 'undelivered', 'unknown'))::integer as failed,
        count(*) filter (where r.left_out is not null or m.state = 'suppressed')::integer as left_out
      from mailing_recipients r left join messages m on m.id = r.message_id
      where r.mailing_id = any(${ids}::uuid[]) group by 1
    ) as now on now.mailing_id = l.id
    where l.id = any(${ids}::uuid[]) and (l.sent is not null or now.mailing_id is not null)`.execute(db);
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}

/** SMS of a mailing that are written and not yet with the carrier. */
export async function countPending(db: Kysely<Database>, mailingId: string): Promise<number> {
  // As the index `messages_mailing_pending` is written, and one look-up for each: no join, which would go through everybody
  // that the mailing goes to, or all that was ever sent.
  const { rows } = await sql<{ pending: number }>`
    select count(*)::integer as pending from messages m
    where m.priority = 10 and m.state in ('queued', 'sending')
      and (select r.mailing_id from mailing_recipients r where r.message_id = m.id limit 1) = ${mailingId}`.execute(db);
  return rows[0]?.pending ?? 0;
}

/** SMS to be paid of what mailings of a programme have written since a moment. */
export async function countPaid(db: Kysely<Database>, programmeId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ paid: number }>`
    select coalesce(sum(s.segments), 0)::integer as paid
    from mailing_recipients r join mailings m on m.id = r.mailing_id join messages s on s.id = r.message_id
    where r.written_at >= ${since} and m.programme_id = ${programmeId}`.execute(db);
  return rows[0]?.paid ?? 0;
}

/** Somebody who waits for the SMS of a mailing, and whether it may still go to her. */
export type Recipient = Citizen & { readonly is_willing: boolean };

/**
 * Who waits for the SMS of a mailing, `limit` at most.
 *
 * @param areaIds of an announcement: where the meeting's people are; null: whoever came is written to
 */
export async function listRecipients(
  db: Kysely<Database>,
  mailingId: string,
  areaIds: readonly string[] | null,
  limit: number,
): Promise<Recipient[]> {
  // The next ones first, and only then who they are: not all who wait, however many.
  return db
    .selectFrom((from) =>
      from
        .selectFrom('mailing_recipients')
        .select('citizen_id')
        .where('mailing_id', '=', mailingId)
        .where('written_at', 'is', null)
        .where('left_out', 'is', null)
        .orderBy('citizen_id')
        .limit(limit)
        .as('next'),
    )
    .innerJoin('citizens', 'citizens.id', 'next.citizen_id')
    .selectAll('citizens')
    .select(
      sql<boolean>`citizens.opted_out_at is null and (${areaIds === null} or exists (
        select from meeting_agreements a where a.citizen_id = citizens.id and a.ended_at is null
          and a.area_id = any(${areaIds ?? []}::uuid[])))`.as('is_willing'),
    )
    .orderBy('citizens.id')
    .execute();
}

/** Says which SMS were written to whom. */
export async function markWritten(
  db: Kysely<Database>,
  mailingId: string,
  written: readonly { citizenId: string; messageId: string }[],
  now: Date,
): Promise<void> {
  await sql`
    update mailing_recipients r set message_id = w.message, written_at = ${now}
    from unnest(${written.map(({ citizenId }) => citizenId)}::uuid[], ${written.map(({ messageId }) => messageId)}::uuid[])
      as w(citizen, message)
    where r.mailing_id = ${mailingId} and r.citizen_id = w.citizen`.execute(db);
}

/** Says why nothing goes to these, or, where none are named, to all who still wait. */
export async function leaveOut(
  db: Kysely<Database>,
  mailingId: string,
  why: 'withdrawn' | 'too_late',
  citizenIds?: readonly string[],
): Promise<void> {
  await db
    .updateTable('mailing_recipients')
    .set({ left_out: why })
    .where('mailing_id', '=', mailingId)
    .where('written_at', 'is', null)
    .where('left_out', 'is', null)
    .$if(citizenIds !== undefined, (query) =>
      query.where('citizen_id', '=', sql<string>`any(${citizenIds ?? []}::uuid[])`),
    )
    .execute();
}

/** Takes back what was written and is certainly not with the carrier: those people wait again, and were asked nothing. */
export async function takeBackQueued(db: Kysely<Database>, mailingId: string, now: Date): Promise<void> {
  await sql`
    with held as (
      update messages m set state = 'suppressed', reason = 'mailing_stopped', settled_at = ${now}
      from mailing_recipients r
      where r.mailing_id = ${mailingId} and m.id = r.message_id and m.state = 'queued'
      returning m.id
    ), unasked as (
      delete from promise_answers a using held where a.message_id = held.id and a.answered_at is null
    )
    update mailing_recipients r set message_id = null, written_at = null
    from held where r.mailing_id = ${mailingId} and r.message_id = held.id`.execute(db);
}

/** Whether she `r` still agrees to hear of the meeting of a mailing `m`: for its area, or one in it. */
const STILL_AGREES = sql`
  exists (
    with recursive around as (
      select a.id, a.parent_id from meeting_agreements g join areas a on a.id = g.area_id
      where g.citizen_id = r.citizen_id and g.ended_at is null
      union all
      select a.id, a.parent_id from areas a join around on a.id = around.parent_id
    )
    select from around join meetings on meetings.area_id = around.id where meetings.id = m.meeting_id
  )`;

/**
 * Takes back an SMS that was just claimed to be sent, where meanwhile its mailing was stopped or ended (the carrier had it, refused it, and
 * it waited to be tried again), or she took back that she wants to hear of meetings there. Who is stopped waits again; the others get none.
 *
 * @returns whether it was taken back
 */
export async function takeBackClaimed(
  db: Kysely<Database>,
  claim: { readonly id: string; readonly attempts: number },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with held as (
      select r.mailing_id, r.citizen_id, m.state from mailing_recipients r join mailings m on m.id = r.mailing_id
      where r.message_id = ${claim.id} and (m.state <> 'running' or (m.kind = 'announcement' and not ${STILL_AGREES}))
    ), taken as (
      update messages set state = 'suppressed', settled_at = ${now},
        reason = case (select state from held) when 'running' then 'agreement_ended' else 'mailing_stopped' end
      where id = ${claim.id} and attempts = ${claim.attempts} and state = 'sending' and exists (select from held)
      returning id
    ), unasked as (
      delete from promise_answers a using taken where a.message_id = taken.id and a.answered_at is null
    )
    update mailing_recipients r
    set message_id = null, written_at = null,
      left_out = case held.state when 'over' then 'too_late' when 'running' then 'withdrawn' end
    from held, taken where r.mailing_id = held.mailing_id and r.citizen_id = held.citizen_id`.execute(db);
  return numAffectedRows === 1n;
}

/** Says where a mailing stands. */
export async function setMailingState(db: Kysely<Database>, id: string, state: MailingState, now: Date): Promise<void> {
  await db.updateTable('mailings').set({ state, changed_at: now }).where('id', '=', id).execute();
}

/** A mailing of a programme by its id. */
export async function findMailing(db: Kysely<Database>, programmeId: string, id: string): Promise<Mailing | undefined> {
  return db
    .selectFrom('mailings')
    .selectAll()
    .where('id', '=', id)
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
}

/** The mailing about this, if there is one. */
export async function findMailingOf(
  db: Kysely<Database>,
  of: { meetingId: string; kind: MailingKind; promiseId: string | null },
): Promise<Mailing | undefined> {
  return db
    .selectFrom('mailings')
    .selectAll()
    .where('meeting_id', '=', of.meetingId)
    .where('kind', '=', of.kind)
    .where('promise_id', 'is not distinct from', of.promiseId)
    .executeTakeFirst();
}

/** Mailings that are under way. */
export async function listRunning(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('mailings')
    .select('id')
    .where('state', '=', 'running')
    .orderBy('changed_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** How many SMS a day the mailings of a programme may send together; null: as many as there are. */
export async function readDailyLimit(db: Kysely<Database>, programmeId: string): Promise<number | null> {
  const row = await db
    .selectFrom('mailing_limits')
    .select('sms_per_day')
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  return row?.sms_per_day ?? null;
}

/** As `readDailyLimit`; of two mailings of a programme one waits for the other, so that together they do not send more. */
export async function lockDailyLimit(db: Kysely<Database>, programmeId: string): Promise<number | null> {
  const row = await db
    .selectFrom('mailing_limits')
    .select('sms_per_day')
    .where('programme_id', '=', programmeId)
    .forUpdate()
    .executeTakeFirst();
  return row?.sms_per_day ?? null;
}

/** Sets it, or, with null, takes it away. */
export async function saveDailyLimit(
  db: Kysely<Database>,
  set: { programmeId: string; smsPerDay: number | null; by: string; now: Date },
): Promise<void> {
  if (set.smsPerDay === null) {
    await db.deleteFrom('mailing_limits').where('programme_id', '=', set.programmeId).execute();
    return;
  }
  const limit = { sms_per_day: set.smsPerDay, changed_by: set.by, changed_at: set.now };
  await db
    .insertInto('mailing_limits')
    .values({ programme_id: set.programmeId, ...limit })
    .onConflict((conflict) => conflict.constraint('mailing_limits_pk').doUpdateSet(limit))
    .execute();
}

/** As far back as a price is looked for: not through all the messages of a programme whose carrier names none. */
const LOOKED_AT = 2_000;

/** What the carrier charged last for an SMS of this programme, as it said it; undefined: nothing yet. */
export async function lastCharged(
  db: Kysely<Database>,
  programmeId: string,
): Promise<{ cost: string | null; segments: number | null } | undefined> {
  const { rows } = await sql<{ cost: string | null; segments: number | null }>`
    select cost, segments from (
      select id, cost, segments, direction, programme_id from messages order by id desc limit ${LOOKED_AT}
    ) as latest
    where direction = 'out' and programme_id = ${programmeId} and cost is not null and segments > 0
    order by id desc limit 1`.execute(db);
  return rows[0];
}
