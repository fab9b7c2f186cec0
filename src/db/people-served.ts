import { type Kysely, sql } from 'kysely';
import type { Database, PeopleServedTable } from './schema.ts';

/** Row ids of the programmes whose people were not counted after this moment. */
export async function listUncountedPeople(db: Kysely<Database>, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from programmes
    where not exists (
      select from people_served where programme_id = programmes.id and group_code = '' and counted_at > ${before})
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Counts the people who have had a first answer to an ordinary report of theirs, ever, by each group that they said they belong to
 * and all together (code empty). Who belongs to two groups is in both. Reports without a phone behind them have no person, and those
 * about an office are left out, for supervisors see these figures too.
 */
export async function countPeopleServed(db: Kysely<Database>, programmeId: string, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Of two at once the second waits, and replaces what the first has counted.
    await sql`select pg_advisory_xact_lock(hashtextextended('majibu people ' || ${programmeId}::text, 0))`.execute(tx);
    await sql`delete from people_served where programme_id = ${programmeId}`.execute(tx);
    await sql`
      insert into people_served (programme_id, group_code, people, counted_at)
      with served as materialized (
        select distinct citizen_id from grievances
        where programme_id = ${programmeId} and stream = 'ordinary' and about_office_id is null
          and citizen_id is not null and first_answered_at is not null
      )
      select ${programmeId}::uuid, group_code, count(*), ${now}::timestamptz
      from served join citizens on citizens.id = served.citizen_id, unnest(citizens.groups) as of_groups(group_code)
      group by group_code
      union all
      select ${programmeId}::uuid, '', count(*), ${now}::timestamptz from served`.execute(tx);
  });
}

/** What was counted last; empty: nothing yet. */
export async function readPeopleServed(db: Kysely<Database>, programmeId: string): Promise<PeopleServedTable[]> {
  return db.selectFrom('people_served').selectAll().where('programme_id', '=', programmeId).execute();
}
