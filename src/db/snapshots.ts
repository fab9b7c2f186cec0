import { type Kysely, type RawBuilder, sql } from 'kysely';
import { NIL } from 'uuid';
import { CELL_KINDS, cellsOf, linesOf } from './count-cells.ts';
import { isOverdueNow } from './late.ts';
import type { Database } from './schema.ts';

/** What is counted anew from time to time, because it changes by itself or is not worth following behind every change. */
export const SNAPSHOTS = ['backlog', 'messages', 'ratings', 'groups'] as const;
export type Snapshot = (typeof SNAPSHOTS)[number];

/** Where a month begins, and which ones are meant: the first days of the first and of the one after the last. */
export interface Months {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
}

/** When something was counted last; null: never. */
export async function snapshotAt(db: Kysely<Database>, programmeId: string, what: Snapshot): Promise<Date | null> {
  const row = await db
    .selectFrom('snapshots')
    .select('counted_at')
    .where('programme_id', '=', programmeId)
    .where('what', '=', what)
    .executeTakeFirst();
  return row?.counted_at ?? null;
}

/** Row ids of the programmes whose backlog was not counted after this moment. */
export async function listStaleSnapshots(db: Kysely<Database>, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from programmes
    where not exists (
      select from snapshots where programme_id = programmes.id and what = 'backlog' and counted_at > ${before})`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Writes down that something was counted. */
export async function markSnapshot(
  db: Kysely<Database>,
  row: { programmeId: string; what: Snapshot; at: Date },
): Promise<void> {
  await db
    .insertInto('snapshots')
    .values({ programme_id: row.programmeId, what: row.what, counted_at: row.at })
    .onConflict((conflict) => conflict.constraint('snapshots_pk').doUpdateSet({ counted_at: row.at }))
    .execute();
}

/** Whether nobody else counts the snapshots of this programme; until the transaction ends nobody else does. */
export async function lockSnapshots(db: Kysely<Database>, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('majibu snapshots ' || ${programmeId}::text, 0)) as locked`.execute(
    db,
  );
  return rows[0]?.locked === true;
}

/** Whether anything of a programme can be counted: one that nobody uses yet costs nothing. */
export async function isInUse(db: Kysely<Database>, programmeId: string): Promise<boolean> {
  const of = (table: string) => sql`exists (select from ${sql.table(table)} where programme_id = ${programmeId})`;
  const { rows } = await sql<{ is_used: boolean }>`
    select ${of('grievances')} or ${of('ratings')} or ${of('backlog')} as is_used`.execute(db);
  return rows[0]?.is_used === true;
}

/** Ends of the classes of age but the last, in days. */
export const AGE_CLASSES_DAYS = [7, 30, 90, 180] as const;

/** Counts what is open now: by whoever has it, by place and by category. In a transaction: the earlier counts go. */
export async function countBacklog(db: Kysely<Database>, programmeId: string, now: Date): Promise<void> {
  const age = sql`extract(epoch from ${now}::timestamptz - filed_at) / 86400`;
  const edges = [0, ...AGE_CLASSES_DAYS];
  const aged = edges.map((fromDays, index) => {
    const toDays = AGE_CLASSES_DAYS[index];
    const isIn = toDays === undefined ? sql`${age} >= ${fromDays}` : sql`${age} >= ${fromDays} and ${age} < ${toDays}`;
    // What was filed a moment after `now` is as young as can be.
    return index === 0 ? sql`count(*) filter (where ${age} < ${toDays})` : sql`count(*) filter (where ${isIn})`;
  });
  const count = (condition: RawBuilder<unknown>) => sql`count(*) filter (where ${condition})`;
  const sums = {
    open: sql`count(*)`,
    overdue: count(isOverdueNow(now)),
    waiting: count(sql`status = 'awaiting_citizen'`),
    in_triage: count(sql`status = 'filed'`),
    ...Object.fromEntries(aged.map((sum, index) => [`age_${index}`, sum])),
  };
  const cells = CELL_KINDS.map((kind) => cellsOf(kind, programmeId, sql`held`, sums, { oldest: sql`min(filed_at)` }));
  await sql`delete from backlog where programme_id = ${programmeId}`.execute(db);
  await sql`
    with recursive ${linesOf(programmeId)},
    held as materialized (
      select null::date as month, coalesce(office_id, ${sql.lit(NIL)}::uuid) as office_id, area_id, category_id,
        about_office_id is not null as is_about, status, filed_at, resolve_by, respond_by, first_answered_at, missed_at
      from grievances
      where programme_id = ${programmeId} and stream = 'ordinary'
        and status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen')
    ),
    cells as (${sql.join(cells, sql` union all `)})
    insert into backlog (programme_id, kind, office_id, area_id, category_id, is_about, open, overdue, waiting, in_triage,
      ages, oldest_filed_at, counted_at)
    select programme_id, kind, office_id, area_id, category_id, is_about, open, overdue, waiting, in_triage,
      array[${sql.join(edges.map((_, index) => sql.ref(`age_${index}`)))}]::integer[], oldest, ${now}
    from cells`.execute(db);
}

/**
 * Messages of the months by direction, purpose and state. What was written about sealed reports is left out, calls to focal points
 * too: their number would tell of them.
 */
export async function countMessages(db: Kysely<Database>, { programmeId, timeZone, from, to }: Months): Promise<void> {
  await sql`
    delete from message_counts where programme_id = ${programmeId} and month >= ${from}::date and month < ${to}::date`.execute(
    db,
  );
  await sql`
    with sent as (
      select date_trunc('month', messages.created_at at time zone ${timeZone})::date as month, direction,
        coalesce(purpose, '') as purpose, state, coalesce(segments, 1) as segments,
        split_part(cost, ' ', 1) as currency, substring(split_part(cost, ' ', 2) from '^[0-9]+(?:[.][0-9]+)?$')::numeric as price
      from messages left join grievances on grievances.id = messages.grievance_id
      where messages.programme_id = ${programmeId} and coalesce(grievances.stream, 'ordinary') = 'ordinary'
        and purpose is distinct from 'page' and purpose is distinct from 'news'
        and messages.created_at >= ${from}::timestamp at time zone ${timeZone} and messages.created_at < ${to}::timestamp at time zone ${timeZone}
    ),
    priced as (
      select month, direction, purpose, state, currency, count(*) as messages, sum(segments) as segments, sum(price) as price
      from sent group by 1, 2, 3, 4, 5
    )
    insert into message_counts (programme_id, month, direction, purpose, state, messages, segments, costs)
    select ${programmeId}::uuid, month, direction, purpose, state, sum(messages), sum(segments),
      coalesce(jsonb_object_agg(currency, price) filter (where price is not null and currency <> ''), '{}')
    from priced group by 2, 3, 4, 5`.execute(db);
}

/** What units were given in the months, by everybody and by each group of people. */
export async function countRatings(db: Kysely<Database>, { programmeId, from, to }: Months): Promise<void> {
  const given = [1, 2, 3, 4, 5].map((score) => sql`count(*) filter (where value = ${sql.lit(score)})`);
  await sql`
    delete from rating_counts where programme_id = ${programmeId} and month >= ${from}::date and month < ${to}::date`.execute(
    db,
  );
  await sql`
    insert into rating_counts (programme_id, month, unit_id, group_code, indicator, given)
    select ratings.programme_id, date_trunc('month', rated_on)::date, unit_id, group_code, indicator,
      array[${sql.join(given)}]::integer[]
    from ratings
    join citizens on citizens.id = ratings.citizen_id,
    lateral (select '' as group_code union all select unnest(citizens.groups)) as of_groups,
    lateral (
      select '' as indicator, score::integer as value
      union all
      select key, value::integer from jsonb_each_text(answers)
    ) as of_questions
    where ratings.programme_id = ${programmeId} and rated_on >= ${from}::date and rated_on < ${to}::date
    group by 1, 2, 3, 4, 5`.execute(db);
}

/** Ordinary reports of the months by the groups that their reporters said they belong to, for every place with all below it. */
export async function countGroups(db: Kysely<Database>, { programmeId, timeZone, from, to }: Months): Promise<void> {
  await sql`
    delete from group_counts where programme_id = ${programmeId} and month >= ${from}::date and month < ${to}::date`.execute(
    db,
  );
  await sql`
    with recursive ${linesOf(programmeId)},
    leaf as (
      select date_trunc('month', filed_at at time zone ${timeZone})::date as month, grievances.area_id, group_code,
        count(*) as received, count(first_answered_at) as answered,
        count(*) filter (where outcome = 'confirmed') as confirmed, count(*) filter (where outcome = 'disputed') as disputed
      from grievances
      join citizens on citizens.id = grievances.citizen_id,
      lateral (
        select '' as group_code where citizens.groups = '{}'
        union all
        select unnest(citizens.groups)
      ) as of_groups
      where grievances.programme_id = ${programmeId} and stream = 'ordinary' and about_office_id is null
        and filed_at >= ${from}::timestamp at time zone ${timeZone} and filed_at < ${to}::timestamp at time zone ${timeZone}
      group by 1, 2, 3
    ),
    placed as (
      select month, area_line.whole_id as area_id, group_code, received, answered, confirmed, disputed
      from leaf join area_line on area_line.part_id = leaf.area_id
      union all
      select month, ${sql.lit(NIL)}::uuid, group_code, received, answered, confirmed, disputed from leaf
    )
    insert into group_counts (programme_id, month, area_id, group_code, received, answered, confirmed, disputed)
    select ${programmeId}::uuid, month, area_id, group_code, sum(received), sum(answered), sum(confirmed), sum(disputed)
    from placed group by 2, 3, 4`.execute(db);
}
