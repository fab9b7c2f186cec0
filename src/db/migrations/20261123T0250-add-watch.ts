import { type Kysely, sql } from 'kysely';

/** What observers watch: limits they are told about, pages they come back to, and how many people live where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // From the programme's folder. All three or none: a rate without the year of its base says nothing.
  `alter table areas
    add column population integer constraint areas_population_positive check (population > 0),
    add column population_year integer,
    add column population_source text,
    add constraint areas_population_whole check (num_nulls(population, population_year, population_source) in (0, 3))`,

  // "Tell me when this office passes this limit": one row of one person.
  `create table watches (
    id uuid constraint watches_pk primary key,
    programme_id uuid not null constraint watches_programme_fk references programmes,
    account_id uuid not null constraint watches_account_fk references accounts,
    -- Null: every office that she may see.
    office_id uuid constraint watches_office_fk references offices,
    measure text not null constraint watches_measure_known check (measure in ('answer_days', 'overdue', 'disputed')),
    -- Working days, reports, or per cent.
    limit_value double precision not null constraint watches_limit_sane check (limit_value >= 0),
    by_sms boolean not null,
    -- The local day on which the figures were last looked at for it; null: not yet.
    checked_on date,
    created_at timestamptz not null
  )`,
  `create index watches_by_account on watches (account_id, id)`,
  `create index watches_by_programme on watches (programme_id, checked_on)`,
  // One time that an office was beyond a limit, from the check that found it to the check that found it back.
  `create table watch_hits (
    id uuid constraint watch_hits_pk primary key,
    watch_id uuid not null constraint watch_hits_watch_fk references watches on delete cascade,
    office_id uuid not null constraint watch_hits_office_fk references offices,
    passed_at timestamptz not null,
    -- What was measured then, and when it was back.
    value double precision not null,
    back_at timestamptz,
    back_value double precision,
    constraint watch_hits_back_whole check ((back_at is null) = (back_value is null))
  )`,
  `create unique index watch_hits_one_at_a_time on watch_hits (watch_id, office_id) where back_at is null`,
  `create index watch_hits_by_watch on watch_hits (watch_id, passed_at)`,

  // A page of the monitor with its filters, under a name.
  `create table saved_views (
    id uuid constraint saved_views_pk primary key,
    account_id uuid not null constraint saved_views_account_fk references accounts,
    name text not null,
    -- Path and query: /monitor/offices?from=2026-01
    path text not null,
    created_at timestamptz not null
  )`,
  `create unique index saved_views_one_name on saved_views (account_id, lower(name))`,

  // How many people had an answer to an ordinary report of theirs, ever; counted anew each day.
  `create table people_served (
    programme_id uuid not null constraint people_served_programme_fk references programmes,
    -- Empty: everybody.
    group_code text not null,
    people integer not null,
    counted_at timestamptz not null,
    constraint people_served_pk primary key (programme_id, group_code)
  )`,
];
