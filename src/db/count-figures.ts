import { type Kysely, type RawBuilder, sql } from 'kysely';
import { NIL } from 'uuid';
import { COUNTS, METRICS } from './count-cells.ts';
import type { Fact } from './rollups.ts';
import type { Database } from './schema.ts';

/** What counting needs to know of a programme. */
export interface CountedProgramme {
  readonly programmeId: string;
  /** IANA name: where a month begins. */
  readonly timeZone: string;
  /** Upper ends of the buckets of times, in minutes: `BUCKET_ENDS`. */
  readonly bucketEnds: readonly number[];
}

/** Whether nobody else counts this programme; until the transaction ends nobody else does. */
export async function lockFigures(db: Kysely<Database>, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('majibu figures ' || ${programmeId}::text, 0)) as locked`.execute(
    db,
  );
  return rows[0]?.locked === true;
}

/** Row ids of the programmes in which something waits to be counted. */
export async function listProgrammesToCount(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from programmes where exists (select from uncounted where uncounted.programme_id = programmes.id)`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** What was taken out of `uncounted`. */
export interface Taken {
  readonly grievanceIds: readonly string[];
  readonly holdingIds: readonly string[];
  /** How many notes these were: one report may have several. */
  readonly notes: number;
}

/** Takes the oldest notes of what changed out of the table; in the transaction that counts them. */
export async function takeUncounted(db: Kysely<Database>, programmeId: string, limit: number): Promise<Taken> {
  const { rows } = await sql<{ grievance_id: string | null; holding_id: string | null }>`
    delete from uncounted
    where seq in (select seq from uncounted where programme_id = ${programmeId} order by seq limit ${limit})
    returning grievance_id, holding_id`.execute(db);
  const known = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  return {
    grievanceIds: known(rows.map((row) => row.grievance_id)),
    holdingIds: known(rows.map((row) => row.holding_id)),
    notes: rows.length,
  };
}

/** What some reports counted for until now, and what they count for as they are now, which is kept in its place. */
export async function recount(
  db: Kysely<Database>,
  programme: CountedProgramme,
  grievanceIds: readonly string[],
): Promise<{ before: readonly Fact[]; after: readonly Fact[] }> {
  const isOne = (column: string) => sql`${sql.ref(column)} = any(${grievanceIds}::uuid[])`;
  const before = await sql<Fact>`select ${list(FACT)} from counted where ${isOne('grievance_id')}`.execute(db);
  const after = await sql<Fact>`
    insert into counted (grievance_id, programme_id, ${list(FACT)}) ${factsOf(programme, isOne('id'))}
    on conflict (grievance_id) do update
      set ${sql.join(FACT.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}
    returning ${list(FACT)}`.execute(db);
  return { before: before.rows, after: after.rows };
}

/** Adds turns that have ended to what their holders are charged. A turn that has ended never changes. */
export async function chargeHoldings(
  db: Kysely<Database>,
  programme: CountedProgramme,
  holdingIds: readonly string[],
): Promise<void> {
  if (holdingIds.length === 0) return;
  await sql`
    insert into charges as held (${list(CHARGE)})
    ${chargesOf(programme, sql`holdings.id = any(${holdingIds}::uuid[])`)}
    on conflict on constraint charges_pk do update
      set turns = held.turns + excluded.turns, elapsed_minutes = held.elapsed_minutes + excluded.elapsed_minutes,
          worked_minutes = held.worked_minutes + excluded.worked_minutes`.execute(db);
}

/** Takes out all figures that are kept up behind the reports, with the notes of what was to be counted. */
export async function emptyFigures(db: Kysely<Database>, programmeId: string): Promise<void> {
  for (const table of ['uncounted', 'counted', 'rollups', 'charges'] as const) {
    await db.deleteFrom(table).where('programme_id', '=', programmeId).execute();
  }
}

/** Writes down what every report of a programme counts for, by the same expressions as `recount`. */
export async function countAll(db: Kysely<Database>, programme: CountedProgramme): Promise<void> {
  const isOrdinary = sql`programme_id = ${programme.programmeId} and stream = 'ordinary'`;
  await sql`
    insert into counted (grievance_id, programme_id, ${list(FACT)}) ${factsOf(programme, isOrdinary)}`.execute(db);
}

/** Charges every turn that has ended to whoever had it. */
export async function chargeAll(db: Kysely<Database>, programme: CountedProgramme): Promise<void> {
  const hasEnded = sql`holdings.programme_id = ${programme.programmeId} and until_at is not null`;
  await sql`insert into charges (${list(CHARGE)}) ${chargesOf(programme, hasEnded)}`.execute(db);
}

/** Facts that are read at once. */
const FACTS_AT_ONCE = 20_000;

/** What every report counts for, month by month, some thousands at a time. In a transaction. */
export async function* readFacts(db: Kysely<Database>, programmeId: string): AsyncGenerator<readonly Fact[]> {
  await sql`
    declare facts no scroll cursor for
    select ${list(FACT)} from counted where programme_id = ${programmeId} order by month`.execute(db);
  for (;;) {
    const { rows } = await sql<Fact>`fetch ${sql.lit(FACTS_AT_ONCE)} from facts`.execute(db);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close facts`.execute(db);
}

/** The columns of `counted` after those that say whose they are, in its order. */
const FACT = ['month', 'office_id', 'area_id', 'category_id', 'is_about', ...COUNTS, ...METRICS] as const;

const CHARGE = [
  ...['programme_id', 'month', 'holder', 'office_id', 'is_about'],
  ...['turns', 'elapsed_minutes', 'worked_minutes'],
] as const;

/** What reports count for: the one place that says what each figure means. See docs/figures.md. */
function factsOf({ timeZone, bucketEnds }: CountedProgramme, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const bucket = (minutes: RawBuilder<unknown>) =>
    sql`width_bucket(${minutes}, ${bucketEnds}::double precision[])::smallint`;
  const elapsed = (column: string) =>
    bucket(sql`extract(epoch from ${sql.ref(column)} - filed_at)::double precision / 60`);
  const is = (condition: RawBuilder<unknown>) => sql`coalesce(${condition}, false)::integer`;
  return sql`
    select id as grievance_id, programme_id, date_trunc('month', filed_at at time zone ${timeZone})::date as month,
      coalesce(owing_office_id, ${sql.lit(NIL)}::uuid) as office_id, area_id, category_id,
      about_office_id is not null as is_about,
      ${is(sql`first_answered_at is not null`)} as answered,
      ${is(sql`resolved_at is not null`)} as resolved,
      ${is(sql`status = 'rejected'`)} as rejected,
      ${is(sql`overdue_at is not null or first_answered_at > respond_by or resolved_at > resolve_by`)} as late,
      ${is(sql`level > 0`)} as escalated,
      ${is(sql`outcome = 'confirmed'`)} as confirmed,
      ${is(sql`outcome = 'disputed'`)} as disputed,
      ${is(sql`outcome = 'silent'`)} as silent,
      joiners,
      ${elapsed('first_answered_at')} as answer_elapsed,
      case when first_answered_at is not null then ${bucket(sql`answer_worked_minutes`)} end as answer_worked,
      ${elapsed('resolved_at')} as resolve_elapsed,
      case when resolved_at is not null then ${bucket(sql`resolve_worked_minutes`)} end as resolve_worked
    from grievances where stream = 'ordinary' and ${where}`;
}

function chargesOf({ timeZone }: CountedProgramme, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select holdings.programme_id, date_trunc('month', until_at at time zone ${timeZone})::date, holder,
      coalesce(holdings.office_id, ${sql.lit(NIL)}::uuid), about_office_id is not null, count(*),
      sum(extract(epoch from until_at - from_at)::double precision / 60), sum(working_minutes)
    from holdings join grievances on grievances.id = holdings.grievance_id
    where stream = 'ordinary' and ${where}
    group by 1, 2, 3, 4, 5`;
}

function list(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}
