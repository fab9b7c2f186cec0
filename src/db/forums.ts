import { type Kysely, sql } from 'kysely';
import type { Names } from '../routing/programme.ts';
import { nearestFirst } from './nearest-first.ts';
import type { Database } from './schema.ts';

/** A meeting that was entered in the console. */
export interface Forum {
  readonly id: string;
  readonly programme_id: string;
  readonly area_id: string;
  readonly starts_at: Date;
  readonly names: Names;
  readonly venues: Names;
  /** Called off. */
  readonly retired_at: Date | null;
  /** Four digits, told in the room. */
  readonly code: string;
  readonly came: number;
  /** When it was forgotten who came; null: it is known. */
  readonly forgotten_at: Date | null;
}

function forums(db: Kysely<Database>) {
  return db
    .selectFrom('forums')
    .innerJoin('meetings', 'meetings.id', 'forums.meeting_id')
    .select(['meetings.id', 'meetings.programme_id', 'meetings.area_id', 'meetings.starts_at'])
    .select(['meetings.names', 'meetings.venues', 'meetings.retired_at', 'forums.code', 'forums.forgotten_at'])
    .select(
      sql<number>`coalesce(forums.came, (select count(*) from attendances a where a.meeting_id = forums.meeting_id)::integer)`.as(
        'came',
      ),
    );
}

/** One meeting of a programme in any of these areas, by its row id. */
export async function findForum(
  db: Kysely<Database>,
  of: { programmeId: string; areaIds: readonly string[]; id: string },
): Promise<Forum | undefined> {
  return forums(db)
    .where('meetings.programme_id', '=', of.programmeId)
    .where('meetings.area_id', '=', sql<string>`any(${of.areaIds}::uuid[])`)
    .where('meetings.id', '=', of.id)
    .executeTakeFirst();
}

/**
 * Meetings of a programme in any of these areas: those to come at a moment first, the earliest first, then those that have begun,
 * the latest first; `limit` at most.
 *
 * @param of.after goes on after the meeting with this row id; null: begins
 */
export async function listForums(
  db: Kysely<Database>,
  of: { programmeId: string; areaIds: readonly string[]; now: Date; after: string | null; limit: number },
): Promise<Forum[]> {
  const { order, isAfter } = nearestFirst({ table: 'meetings', column: 'starts_at', now: of.now, after: of.after });
  return forums(db)
    .where('meetings.programme_id', '=', of.programmeId)
    .where('meetings.area_id', '=', sql<string>`any(${of.areaIds}::uuid[])`)
    .where(isAfter)
    .orderBy(order)
    .limit(of.limit)
    .execute();
}

/** Numbers of meetings that begin between two moments: none of them is given twice at one time. */
export async function listCodes(
  db: Kysely<Database>,
  of: { programmeId: string; from: Date; to: Date },
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('forums')
    .innerJoin('meetings', 'meetings.id', 'forums.meeting_id')
    .select('forums.code')
    .where('forums.programme_id', '=', of.programmeId)
    .where('meetings.starts_at', '>=', of.from)
    .where('meetings.starts_at', '<=', of.to)
    .execute();
  return new Set(rows.map(({ code }) => code));
}

/** The meeting with this number that began, or begins, between two moments and was not called off. */
export async function findForumByCode(
  db: Kysely<Database>,
  of: { programmeId: string; code: string; from: Date; to: Date },
): Promise<{ id: string; names: Names } | undefined> {
  return db
    .selectFrom('forums')
    .innerJoin('meetings', 'meetings.id', 'forums.meeting_id')
    .select(['meetings.id', 'meetings.names'])
    .where('forums.programme_id', '=', of.programmeId)
    .where('forums.code', '=', of.code)
    .where('meetings.starts_at', '>=', of.from)
    .where('meetings.starts_at', '<=', of.to)
    .where('meetings.retired_at', 'is', null)
    .orderBy('meetings.starts_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What was entered as the meeting with this row id, of whatever programme. */
export async function findEntered(
  db: Kysely<Database>,
  id: string,
): Promise<Pick<Forum, 'programme_id' | 'area_id' | 'starts_at' | 'names' | 'venues'> | undefined> {
  return db
    .selectFrom('meetings')
    .select(['programme_id', 'area_id', 'starts_at', 'names', 'venues'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Writes a meeting and what belongs to it. */
export async function insertForum(
  db: Kysely<Database>,
  forum: Omit<Forum, 'came' | 'retired_at' | 'forgotten_at'> & { readonly createdBy: string; readonly now: Date },
): Promise<void> {
  const { id, programme_id, area_id, starts_at, names, venues, code } = forum;
  await db
    .insertInto('meetings')
    .values({
      id,
      programme_id,
      area_id,
      starts_at,
      code: `console-${id}`,
      names: JSON.stringify(names),
      venues: JSON.stringify(venues),
      origin: 'console',
    })
    .execute();
  await db
    .insertInto('forums')
    .values({ meeting_id: id, programme_id, code, created_by: forum.createdBy, created_at: forum.now })
    .execute();
}

/** Calls a meeting off: nobody is told of it any more. False: it was called off before. */
export async function retireMeeting(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('meetings')
    .set({ retired_at: now })
    .where('id', '=', id)
    .where('origin', '=', 'console')
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Says that she came; once, however often it is said. */
export async function insertAttendance(
  db: Kysely<Database>,
  came: { meetingId: string; citizenId: string; now: Date },
): Promise<void> {
  await db
    .insertInto('attendances')
    .values({ meeting_id: came.meetingId, citizen_id: came.citizenId, came_at: came.now })
    .onConflict((conflict) => conflict.constraint('attendances_pk').doNothing())
    .execute();
}

/** Wrong numbers a citizen has typed since `since`; her row is held until the transaction ends. */
export async function lockTries(db: Kysely<Database>, citizenId: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('meeting_tries')
    .select('failures')
    .where('citizen_id', '=', citizenId)
    .where('failed_at', '>', since)
    .forUpdate()
    .executeTakeFirst();
  return row?.failures ?? 0;
}

/** Keeps how many wrong numbers she has typed. */
export async function saveTries(
  db: Kysely<Database>,
  tried: { citizenId: string; failures: number; now: Date },
): Promise<void> {
  const now = { failures: tried.failures, failed_at: tried.now };
  await db
    .insertInto('meeting_tries')
    .values({ citizen_id: tried.citizenId, ...now })
    .onConflict((conflict) => conflict.constraint('meeting_tries_pk').doUpdateSet(now))
    .execute();
}
