import { type Kysely, sql } from 'kysely';

/**
 * What figures do not follow yet is kept until they do: programmes whose places or categories have moved, and months that are to be
 * counted anew. Messages, ratings and groups are each counted and marked by themselves. People served and ratings of some months are
 * found by an index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Written by the load itself, deleted by the rebuild: whoever is stopped in between leaves it to the next one. A row of its own,
  // so that a rebuild, which takes a minute, stands in nobody's way who changes the programme meanwhile.
  `create table moved_programmes (
    programme_id uuid not null constraint moved_programmes_programme_fk references programmes,
    -- The one that moved them.
    revision integer not null,
    constraint moved_programmes_pk primary key (programme_id, revision)
  )`,
  // No row is ever written twice, so nobody waits for whoever counts; deleted in the transaction that counts the month.
  `create table stale_months (
    seq bigint generated always as identity constraint stale_months_pk primary key,
    programme_id uuid not null,
    what text not null constraint stale_months_what_known check (what in ('ratings', 'groups')),
    month date not null
  )`,
  `create index stale_months_by_programme on stale_months (programme_id, what, month)`,
  // Who says which group she belongs to says it of her earlier reports and ratings too. Her reports are counted behind this one.
  `create index ratings_by_citizen on ratings (citizen_id, rated_on)`,
  `create function note_changed_groups() returns trigger language plpgsql as $$
    begin
      insert into uncounted (programme_id, grievance_id)
      select programme_id, id from grievances where citizen_id = new.id and stream = 'ordinary';
      insert into stale_months (programme_id, what, month)
      select distinct programme_id, 'ratings', date_trunc('month', rated_on)::date from ratings where citizen_id = new.id;
      return null;
    end $$`,
  `create trigger changed_groups_are_counted after update of groups on citizens
    for each row when (old.groups is distinct from new.groups) execute function note_changed_groups()`,
  // Groups and ratings of all months are counted once more: what changed after three months was left out.
  `update snapshots set what = 'messages' where what = 'months'`,

  // Who has had an answer, each once and in order: read by itself, and written to once in a report's life, when it is answered.
  `create index grievances_served on grievances (programme_id, citizen_id, first_answered_at)
    where stream = 'ordinary' and about_office_id is null and citizen_id is not null and first_answered_at is not null`,
  `create index ratings_by_day on ratings (programme_id, rated_on)`,
];
