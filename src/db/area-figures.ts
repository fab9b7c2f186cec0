import { type Kysely, type Selectable, sql } from 'kysely';
import type { AreaFiguresTable, Database } from './schema.ts';

/** How the ordinary reports of an area and everything below it were answered in a stretch of time. */
export type AreaFigures = Selectable<AreaFiguresTable>;

/** The figures of areas that have been counted, in no order. */
export async function readAreaFigures(db: Kysely<Database>, areaIds: readonly string[]): Promise<AreaFigures[]> {
  return db.selectFrom('area_figures').selectAll().where('area_id', 'in', areaIds).execute();
}

/** When the areas of a programme were counted last; null: never. All of a programme are counted at once. */
export async function lastCounted(db: Kysely<Database>, programmeId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('area_figures')
    .select((eb) => eb.fn.max('counted_at').as('at'))
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Row ids of the programmes whose areas were not counted after this moment. */
export async function listUncounted(db: Kysely<Database>, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('programmes')
    .select('id')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('area_figures')
            .select('area_id')
            .whereRef('area_figures.programme_id', '=', 'programmes.id')
            .where('counted_at', '>', before),
        ),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Counts the ordinary reports filed in `[from, now]` for every area of a programme, each with everything below it, and
 * keeps the figures in place of the earlier ones. One statement, so all areas are of the same moment; sealed streams are
 * never read. Reports about an office are left out: anybody may look at these figures, the accused office too, and a total
 * that rises by one without a report in its list would tell it.
 *
 * The reports are read once and put together by area and waiting time; only these sums go up the tree. A million reports
 * would else be sorted once per level, which takes longer than a statement may.
 */
export async function countAreaFigures(db: Kysely<Database>, programmeId: string, period: Period): Promise<void> {
  const { from, now } = period;
  await sql`
    with recursive ${countWithBelow(programmeId, period)}
    insert into area_figures as old (area_id, programme_id, received, answered, resolved, confirmed, overdue,
                                     median_answer_minutes, counted_from, counted_at)
    select areas.id, programme_id, coalesce(received, 0), coalesce(answered, 0), coalesce(resolved, 0),
           coalesce(confirmed, 0), coalesce(overdue, 0), median.waited, ${from}, ${now}
    from areas
    left join counted on counted.whole_id = areas.id
    left join median on median.whole_id = areas.id
    where programme_id = ${programmeId}
    order by areas.id
    on conflict (area_id) do update
      set received = excluded.received, answered = excluded.answered, resolved = excluded.resolved,
          confirmed = excluded.confirmed, overdue = excluded.overdue,
          median_answer_minutes = excluded.median_answer_minutes,
          counted_from = excluded.counted_from, counted_at = excluded.counted_at
      where old.counted_at <= excluded.counted_at`.execute(db);
}

interface Period {
  readonly from: Date;
  readonly now: Date;
}

/** `counted` and `median`, by `whole_id`: an area with everything below it that had a report. */
function countWithBelow(programmeId: string, { from, now }: Period) {
  return sql`
    part(area_id, whole_id, next_id) as (
      select id, id, parent_id from areas where programme_id = ${programmeId}
      union all
      select part.area_id, whole.id, whole.parent_id from part join areas whole on whole.id = part.next_id
    ),
    own as materialized (
      select area_id, ${WAITED} as waited, count(*) as received, count(resolved_at) as resolved,
             count(*) filter (where outcome = 'confirmed') as confirmed,
             count(*) filter (where ${isOverdueNow(now)}) as overdue
      from grievances
      where programme_id = ${programmeId} and stream = 'ordinary' and about_office_id is null
            and filed_at >= ${from} and filed_at <= ${now}
      group by area_id, waited
    ),
    summed as materialized (
      select whole_id, waited, sum(received) as received, sum(resolved) as resolved, sum(confirmed) as confirmed,
             sum(overdue) as overdue
      from own join part using (area_id)
      group by whole_id, waited
    ),
    counted as (
      select whole_id, sum(received) as received, sum(received) filter (where waited is not null) as answered,
             sum(resolved) as resolved, sum(confirmed) as confirmed, sum(overdue) as overdue
      from summed
      group by whole_id
    ),
    median as (
      select whole_id, min(waited) as waited
      from (select whole_id, waited, sum(received) over (partition by whole_id order by waited) as so_far,
                   sum(received) over (partition by whole_id) as answered
            from summed where waited is not null) as ranked
      where so_far * 2 >= answered
      group by whole_id
    )`;
}

/**
 * Minutes from filing to the first answer, night and weekend counted in: what a person waited. Rounded up, from two hours
 * on to whole hours: "half were answered within 3 hours" stays true, and the sums stay few.
 */
const WAITED = sql<number | null>`
  case when first_answered_at - filed_at < interval '2 hours'
       then ceil(extract(epoch from first_answered_at - filed_at) / 60)
       else ceil(extract(epoch from first_answered_at - filed_at) / 3600) * 60
  end::integer`;

/**
 * Whether a report is late at this moment: it is open at an office or in triage, and a promise that was made for it has
 * passed and is not yet made good. What was answered late is no longer late, unlike in `isOverdue`, which never forgets.
 */
export function isOverdueNow(now: Date) {
  return sql<boolean>`
    status in ('filed', 'routed', 'acknowledged')
    and (resolve_by <= ${now}
         or (first_answered_at is null and (respond_by <= ${now} or missed_at is not null))
         or missed_at > first_answered_at)`;
}
