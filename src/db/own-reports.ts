import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** What a citizen may read of her own report on a phone that others may hold. */
export type OwnReport = Pick<
  Grievance,
  | 'id'
  | 'reference'
  | 'category_id'
  | 'office_id'
  | 'status'
  | 'outcome'
  | 'respond_by'
  | 'resolve_by'
  | 'first_answered_at'
  | 'filed_at'
> & {
  /** In words; null of a sealed report, whatever was written about it before. */
  last_answer: string | null;
  /** The code of the last approved text; null of an ordinary report. */
  last_approved: string | null;
  /** What an office asks in words and waits for; null: it does not, or the report is sealed. */
  last_question: string | null;
};

const COLUMNS = [
  'id',
  'reference',
  'category_id',
  'office_id',
  'status',
  'outcome',
  'respond_by',
  'resolve_by',
  'first_answered_at',
  'filed_at',
] as const;

/** The last words that an official wrote to the citizen. Whoever made a sealed report reads approved texts only. */
const LAST_ANSWER = sql<string | null>`case when grievances.stream = 'ordinary' then (
  select coalesce(e.data->>'text', e.data->>'reason') from grievance_events e
  where e.grievance_id = grievances.id and e.type in ('replied', 'resolved', 'rejected')
  order by e.id desc limit 1) end`;

const LAST_APPROVED = sql<string | null>`case when grievances.stream <> 'ordinary' then (
  select e.data->>'approved' from grievance_events e
  where e.grievance_id = grievances.id and e.type in ('replied', 'asked', 'resolved', 'rejected', 'referred')
  order by e.id desc limit 1) end`;

const LAST_QUESTION = sql<
  string | null
>`case when grievances.stream = 'ordinary' and grievances.status = 'awaiting_citizen' then (
  select e.data->>'text' from grievance_events e
  where e.grievance_id = grievances.id and e.type = 'asked'
  order by e.id desc limit 1) end`;

/** Her ordinary reports, newest first, 8 at most. */
export async function listOwnReports(db: Kysely<Database>, citizenId: string): Promise<OwnReport[]> {
  return ownReports(db, citizenId).orderBy('filed_at', 'desc').limit(8).execute();
}

/** One of her ordinary reports by reference. */
export async function readOwnReport(
  db: Kysely<Database>,
  citizenId: string,
  reference: string,
): Promise<OwnReport | undefined> {
  return ownReports(db, citizenId).where('reference', '=', reference).executeTakeFirst();
}

function ownReports(db: Kysely<Database>, citizenId: string) {
  return db
    .selectFrom('grievances')
    .select(COLUMNS)
    .select([LAST_ANSWER.as('last_answer'), LAST_APPROVED.as('last_approved'), LAST_QUESTION.as('last_question')])
    .where(isOpenTo(citizenId));
}

/**
 * The condition on `grievances` under which a number alone leads to a report: filed with it, and ordinary. One that has a
 * PIN is never reached so: the phone may be in another hand.
 */
function isOpenTo(citizenId: string | null): Expression<SqlBool> {
  const row = expressionBuilder<Database, 'grievances'>();
  return row.and([
    row('grievances.citizen_id', '=', citizenId ?? NOBODY),
    row('grievances.stream', '=', 'ordinary'),
    row('grievances.pin_hash', 'is', null),
  ]);
}

/** No citizen has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who looks at a report on the phone. */
export interface Viewer {
  readonly programmeId: string;
  /** Null: nobody we know. */
  readonly citizenId: string | null;
  /** The reference of the report she has opened with its PIN in this call. */
  readonly opened: string | undefined;
}

/** The condition on `grievances` under which a report is hers to act on: her number leads to it, or she opened it with its PIN. */
export function isHers({ programmeId, citizenId, opened }: Viewer): Expression<SqlBool> {
  const row = expressionBuilder<Database, 'grievances'>();
  const byPin = row.and([row('grievances.reference', '=', opened ?? ''), row('grievances.pin_hash', 'is not', null)]);
  return row.and([row('grievances.programme_id', '=', programmeId), row.or([isOpenTo(citizenId), byPin])]);
}

/** Most reports listed on the phone: what is older is found by its reference. */
const MOST_LISTED = 20;

/** One line of "my reports". */
export type ListedReport = Pick<Grievance, 'reference' | 'category_id'>;

/** Her ordinary reports and those she joined, newest first. */
export async function listMine(db: Kysely<Database>, citizenId: string): Promise<ListedReport[]> {
  const own = db
    .selectFrom('grievances')
    .select(['reference', 'category_id', 'filed_at as since'])
    .where(isOpenTo(citizenId))
    .orderBy('filed_at', 'desc')
    .limit(MOST_LISTED);
  const joined = db
    .selectFrom('joins')
    .innerJoin('grievances', 'grievances.id', 'joins.grievance_id')
    .select(['reference', 'category_id', 'joined_at as since'])
    .where('joins.citizen_id', '=', citizenId)
    .orderBy('joined_at', 'desc')
    .limit(MOST_LISTED);
  const both = db
    .selectFrom(own.as('own'))
    .selectAll()
    .unionAll(db.selectFrom(joined.as('joined')).selectAll());
  return db
    .selectFrom(both.as('mine'))
    .select(['reference', 'category_id'])
    .orderBy('since', 'desc')
    .limit(MOST_LISTED)
    .execute();
}

/** A report as it is shown to her. */
export type SeenReport = OwnReport &
  Pick<Grievance, 'closed_at' | 'joiners'> & {
    /** Hers to act on; else she has only joined it, and `last_answer` is null: it may name whoever filed it. */
    is_hers: boolean;
  };

/** One report that is hers, or that she has joined. */
export async function readMine(
  db: Kysely<Database>,
  viewer: Viewer,
  reference: string,
): Promise<SeenReport | undefined> {
  const hers = isHers(viewer);
  return db
    .selectFrom('grievances')
    .select(COLUMNS)
    .select(['closed_at', 'joiners', sql<boolean>`${hers}`.as('is_hers')])
    .select([
      sql<string | null>`case when ${hers} then ${LAST_ANSWER} end`.as('last_answer'),
      sql<string | null>`case when ${hers} then ${LAST_APPROVED} end`.as('last_approved'),
      sql<string | null>`case when ${hers} then ${LAST_QUESTION} end`.as('last_question'),
    ])
    .where('reference', '=', reference)
    .where('programme_id', '=', viewer.programmeId)
    .where((row) =>
      row.or([
        hers,
        row.exists(
          row
            .selectFrom('joins')
            .select('joins.citizen_id')
            .whereRef('joins.grievance_id', '=', 'grievances.id')
            .where('joins.citizen_id', '=', viewer.citizenId ?? NOBODY),
        ),
      ]),
    )
    .executeTakeFirst();
}
