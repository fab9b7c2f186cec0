import { type Expression, type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type { Names } from '../routing/programme.ts';
import type { Database, PromisesTable } from './schema.ts';

export type Promised = Selectable<PromisesTable>;

/** A promise with what those who came say of it. */
export interface AnsweredPromise
  extends Pick<Promised, 'id' | 'meeting_id' | 'office_id' | 'names' | 'due_on' | 'asked_at' | 'closes_at'> {
  readonly asked: number;
  readonly kept: number;
  readonly broken: number;
}

function answered(db: Kysely<Database>) {
  return db
    .selectFrom('promises')
    .leftJoin('promise_answers', 'promise_answers.promise_id', 'promises.id')
    .select(['promises.id', 'promises.meeting_id', 'promises.office_id', 'promises.names'])
    .select(['promises.due_on', 'promises.asked_at', 'promises.closes_at'])
    .select([
      sql<number>`coalesce(promises.asked, count(promise_answers.citizen_id)::integer)`.as('asked'),
      sql<number>`coalesce(promises.kept, count(*) filter (where promise_answers.is_kept)::integer)`.as('kept'),
      sql<number>`coalesce(promises.broken, count(*) filter (where not promise_answers.is_kept)::integer)`.as('broken'),
    ])
    .groupBy('promises.id');
}

/** The promises of a meeting, in the order in which they were written down. */
export async function listPromises(db: Kysely<Database>, meetingId: string): Promise<AnsweredPromise[]> {
  return answered(db).where('promises.meeting_id', '=', meetingId).orderBy('promises.id').execute();
}

/** Promises made at meetings of any of these areas, the latest due first; `limit` at most. */
export async function listPromisesIn(
  db: Kysely<Database>,
  of: {
    programmeId: string;
    areaIds: readonly string[];
    limit: number;
    /** Conditions on `promises`. */
    where?: readonly Expression<SqlBool>[];
    /** Goes on after the promise that stands there. */
    after?: { readonly dueOn: string; readonly id: string } | null;
  },
): Promise<(AnsweredPromise & { meeting_names: Names; starts_at: Date; area_id: string })[]> {
  // Answers are counted of those that are listed only.
  const listed = db
    .selectFrom('promises')
    .innerJoin('meetings', 'meetings.id', 'promises.meeting_id')
    .select('promises.id')
    .where('promises.programme_id', '=', of.programmeId)
    .where('meetings.area_id', '=', sql<string>`any(${of.areaIds}::uuid[])`)
    .where((eb) => eb.and(of.where ?? []))
    .$if(of.after != null, (rest) =>
      rest.where(sql<boolean>`(promises.due_on, promises.id) < (${of.after?.dueOn}::date, ${of.after?.id}::uuid)`),
    )
    .orderBy('promises.due_on', 'desc')
    .orderBy('promises.id', 'desc')
    .limit(of.limit);
  return answered(db)
    .innerJoin('meetings', 'meetings.id', 'promises.meeting_id')
    .select(['meetings.names as meeting_names', 'meetings.starts_at', 'meetings.area_id'])
    .where('promises.id', 'in', listed)
    .groupBy('meetings.id')
    .orderBy('promises.due_on', 'desc')
    .orderBy('promises.id', 'desc')
    .execute();
}

/** Writes a promise down. False: it is there already. */
export async function insertPromise(
  db: Kysely<Database>,
  promise: Omit<Promised, 'asked_at' | 'closes_at' | 'asked' | 'kept' | 'broken' | 'forgotten_at'>,
): Promise<boolean> {
  const inserted = await db
    .insertInto('promises')
    .values({ ...promise, names: JSON.stringify(promise.names) })
    .onConflict((conflict) => conflict.constraint('promises_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** What was written down as the promise with this id, and at which meeting. */
export async function findRecorded(
  db: Kysely<Database>,
  id: string,
): Promise<Pick<Promised, 'meeting_id' | 'office_id' | 'names' | 'due_on'> | undefined> {
  return db
    .selectFrom('promises')
    .select(['meeting_id', 'office_id', 'names', 'due_on'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Promises whose last day is before this one and of which nobody was asked yet. */
export async function listUnasked(
  db: Kysely<Database>,
  before: string,
  limit: number,
): Promise<{ id: string; programme_id: string; due_on: string }[]> {
  return db
    .selectFrom('promises')
    .select(['id', 'programme_id', 'due_on'])
    .where('asked_at', 'is', null)
    .where('due_on', '<', before)
    .orderBy('due_on')
    .limit(limit)
    .execute();
}

/** A promise of which nobody was asked yet, held until the transaction ends. */
export async function lockUnasked(db: Kysely<Database>, id: string): Promise<Promised | undefined> {
  return db
    .selectFrom('promises')
    .selectAll()
    .where('id', '=', id)
    .where('asked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Those who came are asked from now on, and their answers count until `closesAt`. */
export async function markAsked(db: Kysely<Database>, id: string, now: Date, closesAt: Date): Promise<void> {
  await db.updateTable('promises').set({ asked_at: now, closes_at: closesAt }).where('id', '=', id).execute();
}

/** Says that these people are being asked about a promise, and by which SMS. */
export async function insertAsked(
  db: Kysely<Database>,
  { promiseId, asked, now }: { promiseId: string; asked: readonly Asked[]; now: Date },
): Promise<void> {
  await sql`
    insert into promise_answers (promise_id, citizen_id, message_id, asked_at)
    select ${promiseId}::uuid, citizen, message, ${now}
    from unnest(${asked.map(({ citizenId }) => citizenId)}::uuid[], ${asked.map(({ messageId }) => messageId)}::uuid[])
      as those(citizen, message)
    on conflict on constraint promise_answers_pk
      do update set asked_at = excluded.asked_at, message_id = excluded.message_id`.execute(db);
}

/** Whom an SMS asks. */
export interface Asked {
  readonly citizenId: string;
  readonly messageId: string;
}

/** What she was asked and has not answered, while answers count. */
function unanswered(db: Kysely<Database>, citizenId: string, now: Date) {
  return db
    .selectFrom('promise_answers')
    .innerJoin('promises', 'promises.id', 'promise_answers.promise_id')
    .select(['promises.id', 'promises.names', 'promises.office_id'])
    .where('promise_answers.citizen_id', '=', citizenId)
    .where('promise_answers.answered_at', 'is', null)
    .where('promises.closes_at', '>', now);
}

/** A promise, as far as a question about it goes. */
export type AskedPromise = Pick<Promised, 'id' | 'names' | 'office_id'>;

/** The promise that this SMS asks her about, unless she has answered. */
export async function findAskedBy(
  db: Kysely<Database>,
  { citizenId, messageId }: Asked,
  now: Date,
): Promise<AskedPromise | undefined> {
  return unanswered(db, citizenId, now).where('promise_answers.message_id', '=', messageId).executeTakeFirst();
}

/** Of what she was asked and has not answered, the promise she was asked about last; not what is still to be sent to her. */
export async function findUnanswered(
  db: Kysely<Database>,
  citizenId: string,
  now: Date,
): Promise<AskedPromise | undefined> {
  return unanswered(db, citizenId, now)
    .innerJoin('messages', 'messages.id', 'promise_answers.message_id')
    .where('messages.state', 'not in', ['queued', 'sending'])
    .orderBy('promise_answers.asked_at', 'desc')
    .orderBy('promises.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Keeps her answer. The first one stands. */
export async function saveAnswer(
  db: Kysely<Database>,
  answer: { promiseId: string; citizenId: string; isKept: boolean; now: Date },
): Promise<void> {
  await db
    .updateTable('promise_answers')
    .set({ is_kept: answer.isKept, answered_at: answer.now })
    .where('promise_id', '=', answer.promiseId)
    .where('citizen_id', '=', answer.citizenId)
    .where('answered_at', 'is', null)
    .execute();
}
