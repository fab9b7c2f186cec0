import { type Kysely, type RawBuilder, sql } from 'kysely';
import { NIL } from 'uuid';
import {
  CELL_KINDS,
  type CellKind,
  COUNTS,
  cellColumns,
  cellsOf,
  foldedOf,
  keysOf,
  linesOf,
  METRICS,
  type Metric,
} from './count-cells.ts';
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

/** Counts some reports as they are now, in place of what they counted for before. One statement. */
export async function countAgain(
  db: Kysely<Database>,
  programme: CountedProgramme,
  grievanceIds: readonly string[],
): Promise<void> {
  if (grievanceIds.length === 0) return;
  const isOne = sql`id = any(${grievanceIds}::uuid[])`;
  const counts = Object.fromEntries(
    ['received', ...COUNTS].map((name) => [
      name,
      name === 'received' ? sql`sum(sign)` : sql`sum(sign * ${sql.ref(name)})`,
    ]),
  );
  const cells = CELL_KINDS.map((kind) => cellsOf(kind, programme.programmeId, sql`delta`, [], counts));
  const times = CELL_KINDS.map((kind) =>
    cellsOf(kind, programme.programmeId, sql`timed`, ['metric', 'bucket'], { n: sql`sum(sign)` }),
  );
  const changed = sql.join(
    ['received', ...COUNTS].map((name) => sql`${sql.ref(name)} <> 0`),
    sql` or `,
  );
  await sql`
    with recursive ${linesOf(programme.programmeId)},
    old as materialized (select * from counted where grievance_id = any(${grievanceIds}::uuid[])),
    new as materialized (${factsOf(programme, isOne)}),
    saved as (
      insert into counted select * from new
      on conflict (grievance_id) do update set ${setAll(FACTS.slice(2), (name) => sql`excluded.${sql.ref(name)}`)}
    ),
    delta as materialized (select *, -1 as sign from old union all select *, 1 from new),
    timed as materialized (${timesFrom(sql`delta`, sql`sign`)}),
    cells as (${unionOf(cells)}),
    counted_cells as (
      insert into rollups as held (${list(CELL)}, ${list(['received', ...COUNTS])})
      select ${list(CELL)}, ${list(['received', ...COUNTS])} from cells where ${changed}
      on conflict (${list(CELL)}) do update
        set ${setAll(['received', ...COUNTS], (name) => sql`held.${sql.ref(name)} + excluded.${sql.ref(name)}`)}
    ),
    moved as materialized (select * from (${unionOf(times)}) as all_times where n <> 0),
    touched as materialized (select distinct ${list([...CELL, 'metric'])} from moved),
    merged as (
      select ${list([...CELL, 'metric'])}, bucket, sum(n)::integer as n
      from (
        select ${list([...CELL, 'metric'])}, bucket, n from moved
        union all
        select ${list([...CELL, 'metric'])}, bucket, n
        from rollup_times join touched using (${list([...CELL, 'metric'])}), ${UNPACKED}
      ) as both_sides
      group by ${list([...CELL, 'metric'])}, bucket having sum(n) > 0
    ),
    packed as (
      select ${list([...CELL, 'metric'])}, ${PACKED} as times
      from merged group by ${list([...CELL, 'metric'])}
    )
    insert into rollup_times (${list([...CELL, 'metric'])}, times)
    select ${list([...CELL, 'metric'])}, coalesce(times, '')
    from touched left join packed using (${list([...CELL, 'metric'])})
    on conflict (${list([...CELL, 'metric'])}) do update set times = excluded.times`.execute(db);
}

/** Six bytes a bucket: which, and how many, both with the highest byte first. `readTimes` in read-figures.ts reads them. */
const PACKED = sql`string_agg(int2send(bucket::smallint) || int4send(n::integer), ''::bytea)`;

const UNPACKED = sql`lateral (
  select get_byte(times, at) * 256 + get_byte(times, at + 1) as bucket,
    get_byte(times, at + 2) * 16777216 + get_byte(times, at + 3) * 65536 + get_byte(times, at + 4) * 256 + get_byte(times, at + 5)
      as n
  from generate_series(0, length(times) - 6, 6) as at) as held`;

/** Adds turns that have ended to what their holders are charged. A turn that has ended never changes. */
export async function chargeHoldings(
  db: Kysely<Database>,
  programme: CountedProgramme,
  holdingIds: readonly string[],
): Promise<void> {
  if (holdingIds.length === 0) return;
  await sql`
    insert into charges as held (programme_id, month, holder, office_id, turns, elapsed_minutes, worked_minutes)
    ${chargesOf(programme, sql`holdings.id = any(${holdingIds}::uuid[])`)}
    on conflict (programme_id, month, holder, office_id) do update
      set turns = held.turns + excluded.turns, elapsed_minutes = held.elapsed_minutes + excluded.elapsed_minutes,
          worked_minutes = held.worked_minutes + excluded.worked_minutes`.execute(db);
}

/** Steps of counting everything anew, in order; each is one statement. */
export interface RebuildStep {
  readonly what: string;
  run(db: Kysely<Database>): Promise<void>;
}

/**
 * How all figures of a programme are counted anew from its reports, inside one transaction that sees one moment (`repeatable
 * read`): by the same expressions as `countAgain`, so it comes to the same numbers.
 */
export function rebuildSteps(programme: CountedProgramme): readonly RebuildStep[] {
  const { programmeId } = programme;
  const step = (what: string, statement: RawBuilder<unknown>): RebuildStep => ({
    what,
    run: async (db) => {
      await statement.execute(db);
    },
  });
  const empty = ['uncounted', 'counted', 'rollups', 'rollup_times', 'charges'].map((table) =>
    step(`empty ${table}`, sql`delete from ${sql.table(table)} where programme_id = ${programmeId}`),
  );
  return [
    ...empty,
    step(
      'reports',
      sql`insert into counted ${factsOf(programme, sql`programme_id = ${programmeId} and stream = 'ordinary'`)}`,
    ),
    ...CELL_KINDS.map((kind) => step(`counts: ${kind}`, countsOf(programme, kind))),
    ...CELL_KINDS.flatMap((kind) =>
      METRICS.map((metric) => step(`times: ${kind}, ${metric}`, timesOf(programme, kind, metric))),
    ),
    step(
      'turns',
      sql`insert into charges (programme_id, month, holder, office_id, turns, elapsed_minutes, worked_minutes)
        ${chargesOf(programme, sql`holdings.programme_id = ${programmeId} and until_at is not null`)}`,
    ),
  ];
}

const CELL = ['programme_id', 'kind', 'month', 'office_id', 'area_id', 'category_id', 'is_about'] as const;

/** The columns of `counted`, in its order. */
const FACTS = [
  'grievance_id',
  'programme_id',
  'month',
  'office_id',
  'area_id',
  'category_id',
  'is_about',
  ...COUNTS,
  ...METRICS,
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
      ${bucket(sql`answer_worked_minutes`)} as answer_worked,
      ${elapsed('resolved_at')} as resolve_elapsed,
      ${bucket(sql`resolve_worked_minutes`)} as resolve_worked
    from grievances where stream = 'ordinary' and ${where}`;
}

function chargesOf({ timeZone }: CountedProgramme, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select holdings.programme_id, date_trunc('month', until_at at time zone ${timeZone})::date, holder,
      coalesce(holdings.office_id, ${sql.lit(NIL)}::uuid), count(*),
      sum(extract(epoch from until_at - from_at)::double precision / 60), sum(working_minutes)
    from holdings join grievances on grievances.id = holdings.grievance_id
    where stream = 'ordinary' and ${where}
    group by 1, 2, 3, 4`;
}

function countsOf({ programmeId }: CountedProgramme, kind: CellKind): RawBuilder<unknown> {
  const counts = Object.fromEntries(
    ['received', ...COUNTS].map((name) => [name, name === 'received' ? sql`count(*)` : sql`sum(${sql.ref(name)})`]),
  );
  const source = sql`(select * from counted where programme_id = ${programmeId}) as facts`;
  return sql`
    with recursive ${linesOf(programmeId)}
    insert into rollups (${list(CELL)}, ${list(['received', ...COUNTS])})
    ${cellsOf(kind, programmeId, source, [], counts)}`;
}

function timesOf({ programmeId }: CountedProgramme, kind: CellKind, metric: Metric): RawBuilder<unknown> {
  const source = sql`(
    select counted.*, ${sql.ref(metric)} as bucket from counted
    where programme_id = ${programmeId} and ${sql.ref(metric)} is not null) as facts`;
  return sql`
    with recursive ${linesOf(programmeId)},
    folded as (${foldedOf(kind, source, ['bucket'], { n: sql`count(*)` })})
    insert into rollup_times (${list([...CELL, 'metric'])}, times)
    select ${cellColumns(kind, programmeId)}, ${sql.lit(metric)}, ${PACKED}
    from folded group by ${list(keysOf(kind))}`;
}

/** One row for each time of a report. */
function timesFrom(source: RawBuilder<unknown>, sign: RawBuilder<unknown>): RawBuilder<unknown> {
  const times = sql.join(
    METRICS.map((metric) => sql`(${sql.lit(metric)}, ${sql.ref(metric)})`),
    sql`, `,
  );
  return sql`
    select programme_id, month, office_id, area_id, category_id, is_about, metric, bucket, ${sign} as sign
    from ${source}, lateral (values ${times}) as times(metric, bucket)
    where bucket is not null`;
}

function list(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}

function setAll(names: readonly string[], value: (name: string) => RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql`${sql.ref(name)} = ${value(name)}`));
}

function unionOf(queries: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(queries, sql` union all `);
}
