import { type Kysely, sql } from 'kysely';
import { readProgress } from './mailings.ts';
import type { Database } from './schema.ts';

/** What of meetings and votes is forgotten: everything that was over before these moments. */
export interface ForgetBefore {
  /** Answers to promises, recipients of mailings, phones that have voted, wrong numbers: what is over and counted. */
  readonly settled: Date;
  /** Meetings that began before: who came to them, where no promise needs them any more. */
  readonly came: Date;
}

/** Of meetings that began before `came`: those of whom nobody is to be asked or told any more. */
function forumsOver(db: Kysely<Database>, { came, settled }: ForgetBefore) {
  return db
    .selectFrom('forums')
    .innerJoin('meetings', 'meetings.id', 'forums.meeting_id')
    .where('forums.forgotten_at', 'is', null)
    .where('meetings.starts_at', '<', came)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('promises')
            .select('promises.id')
            .whereRef('promises.meeting_id', '=', 'forums.meeting_id')
            .where((eb) => eb.or([eb('closes_at', 'is', null), eb('closes_at', '>=', settled)])),
        ),
      ),
    );
}

/** Promises whose answers count no longer, for long. */
function promisesOver(db: Kysely<Database>, { settled }: ForgetBefore) {
  return db.selectFrom('promises').where('forgotten_at', 'is', null).where('closes_at', '<', settled);
}

/** Mailings that are over, or were stopped, for long: what a carrier may still report of them has come. */
function mailingsOver(db: Kysely<Database>, { settled }: ForgetBefore) {
  return db
    .selectFrom('mailings')
    .innerJoin('meetings', 'meetings.id', 'mailings.meeting_id')
    .where('mailings.forgotten_at', 'is', null)
    .where('mailings.changed_at', '<', settled)
    .where('meetings.starts_at', '<', settled)
    .where('mailings.state', '!=', 'running');
}

function votesOver(db: Kysely<Database>, { settled }: ForgetBefore) {
  return db.selectFrom('votes').where('forgotten_at', 'is', null).where('closes_at', '<', settled);
}

/** The programmes that hold something which is to be forgotten. */
export async function listToForget(db: Kysely<Database>, before: ForgetBefore): Promise<string[]> {
  const rows = await forumsOver(db, before)
    .select('forums.programme_id')
    .union(promisesOver(db, before).select('programme_id'))
    .union(mailingsOver(db, before).select('mailings.programme_id'))
    .union(votesOver(db, before).select('programme_id'))
    .execute();
  return rows.map(({ programme_id: id }) => id);
}

/** Keeps how many came to a programme's meetings that are long over, and forgets who. */
export async function forgetAttendances(
  db: Kysely<Database>,
  programmeId: string,
  before: ForgetBefore,
  now: Date,
): Promise<void> {
  const rows = await forumsOver(db, before)
    .select('forums.meeting_id')
    .where('forums.programme_id', '=', programmeId)
    .forUpdate('forums')
    .execute();
  const ids = rows.map(({ meeting_id: id }) => id);
  await sql`
    update forums f set forgotten_at = ${now},
      came = (select count(*) from attendances a where a.meeting_id = f.meeting_id)
    where f.meeting_id = any(${ids}::uuid[])`.execute(db);
  await db.deleteFrom('attendances').where('meeting_id', '=', sql<string>`any(${ids}::uuid[])`).execute();
}

/** Keeps what was answered of a programme's promises that are long over, and forgets by whom. */
export async function forgetAnswers(
  db: Kysely<Database>,
  programmeId: string,
  before: ForgetBefore,
  now: Date,
): Promise<void> {
  const rows = await promisesOver(db, before)
    .select('id')
    .where('programme_id', '=', programmeId)
    .forUpdate()
    .execute();
  const ids = rows.map(({ id }) => id);
  await sql`
    update promises p set forgotten_at = ${now}, asked = said.asked, kept = said.kept, broken = said.broken
    from (
      select wanted.id, count(a.citizen_id) as asked, count(*) filter (where a.is_kept) as kept,
        count(*) filter (where not a.is_kept) as broken
      from unnest(${ids}::uuid[]) as wanted(id) left join promise_answers a on a.promise_id = wanted.id group by 1
    ) as said
    where p.id = said.id`.execute(db);
  await db.deleteFrom('promise_answers').where('promise_id', '=', sql<string>`any(${ids}::uuid[])`).execute();
}

/**
 * Keeps how far a programme's mailings came that ended long ago, and forgets to whom they went; one of them at a time. What was
 * stopped and never went on is over: those who still waited count as left out.
 *
 * @returns whether there was one
 */
export async function forgetRecipients(
  db: Kysely<Database>,
  programmeId: string,
  before: ForgetBefore,
  now: Date,
): Promise<boolean> {
  const mailing = await mailingsOver(db, before)
    .select('mailings.id')
    .where('mailings.programme_id', '=', programmeId)
    .limit(1)
    .forUpdate('mailings')
    .executeTakeFirst();
  if (!mailing) return false;
  const { id } = mailing;
  const { sent, waiting, failed, leftOut } = (await readProgress(db, [id])).get(id) ?? NOBODY;
  const kept = { sent, failed, left_out: leftOut + waiting, state: 'over' as const, forgotten_at: now };
  await db.updateTable('mailings').set(kept).where('id', '=', id).execute();
  await db.deleteFrom('mailing_recipients').where('mailing_id', '=', id).execute();
  return true;
}

const NOBODY = { sent: 0, waiting: 0, failed: 0, leftOut: 0 };

/** Forgets which phones have voted in a programme's votes that closed long ago: nobody can vote in them again, and the sums stand. */
export async function forgetVoters(
  db: Kysely<Database>,
  programmeId: string,
  before: ForgetBefore,
  now: Date,
): Promise<void> {
  const rows = await votesOver(db, before).select('id').where('programme_id', '=', programmeId).forUpdate().execute();
  const ids = sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`;
  await db.updateTable('votes').set({ forgotten_at: now }).where('id', '=', ids).execute();
  await db.deleteFrom('vote_phones').where('vote_id', '=', ids).execute();
}

/** Forgets wrong numbers of meetings that were typed before a moment. At most `limit` at a time. */
export async function deleteOldMeetingTries(db: Kysely<Database>, before: Date, limit: number): Promise<void> {
  const old = db.selectFrom('meeting_tries').select('citizen_id').where('failed_at', '<', before).limit(limit);
  await db.deleteFrom('meeting_tries').where('citizen_id', 'in', old).execute();
}
