import { type Kysely, sql } from 'kysely';

/** Figures that cost the same at any number of reports: each report is counted behind its changes, into sums that add up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** What a sum is of: a kind of place in the tables, with the row it stands for; the nil UUID where it is of all. */
const CELL = `
    programme_id uuid not null,
    kind text not null,
    -- The first day of the month of filing, by the programme's clock.
    month date not null,
    office_id uuid not null,
    area_id uuid not null,
    category_id uuid not null,
    -- Of reports about an office: what everybody may see leaves them out.
    is_about boolean not null`;
const CELL_KEY = 'programme_id, kind, month, office_id, area_id, category_id, is_about';

const STATEMENTS = [
  // By the hours of the office that owed the answer as they were then: later holidays and hours change nothing.
  `alter table grievances
    add column answer_worked_minutes double precision,
    add column resolve_worked_minutes double precision`,

  // What is to be counted: an ordinary report that changed, or a turn that has ended. Added to by triggers, taken out by who
  // counts; no row is ever written twice, so nobody who files waits for the counting.
  `create table uncounted (
    seq bigint generated always as identity constraint uncounted_pk primary key,
    programme_id uuid not null,
    grievance_id uuid,
    holding_id uuid
  )`,
  `create index uncounted_by_programme on uncounted (programme_id, seq)`,
  `create function note_uncounted_grievance() returns trigger language plpgsql as $$
    begin
      insert into uncounted (programme_id, grievance_id) values (new.programme_id, new.id);
      return null;
    end $$`,
  `create trigger grievances_are_counted after insert or update of owing_office_id, area_id, category_id, status, outcome,
      first_answered_at, resolved_at, overdue_at, level, about_office_id, joiners on grievances
    for each row when (new.stream = 'ordinary') execute function note_uncounted_grievance()`,
  `create function note_uncounted_holding() returns trigger language plpgsql as $$
    begin
      insert into uncounted (programme_id, holding_id)
      select new.programme_id, new.id from grievances where id = new.grievance_id and stream = 'ordinary';
      return null;
    end $$`,
  `create trigger ended_holdings_are_counted after update of until_at on holdings
    for each row when (old.until_at is null and new.until_at is not null) execute function note_uncounted_holding()`,
  `create trigger written_holdings_are_counted after insert on holdings
    for each row when (new.until_at is not null) execute function note_uncounted_holding()`,

  // What a report counts for now: taken out of the sums again when it changes.
  `create table counted (
    grievance_id uuid constraint counted_pk primary key,
    programme_id uuid not null,
    month date not null,
    office_id uuid not null,
    area_id uuid not null,
    category_id uuid not null,
    is_about boolean not null,
    answered integer not null,
    resolved integer not null,
    rejected integer not null,
    late integer not null,
    escalated integer not null,
    confirmed integer not null,
    disputed integer not null,
    silent integer not null,
    joiners integer not null,
    -- Buckets of minutes from filing; null: not yet.
    answer_elapsed smallint,
    answer_worked smallint,
    resolve_elapsed smallint,
    resolve_worked smallint
  )`,
  `create table rollups (${CELL},
    received integer not null,
    answered integer not null,
    resolved integer not null,
    rejected integer not null,
    late integer not null,
    escalated integer not null,
    confirmed integer not null,
    disputed integer not null,
    silent integer not null,
    joiners integer not null,
    constraint rollups_pk primary key (${CELL_KEY})
  )`,
  // Times as counts in buckets (src/figures/time-buckets.ts), packed: read a hundred times as often as written.
  `create table rollup_times (${CELL},
    metric text not null,
    times bytea not null,
    constraint rollup_times_pk primary key (programme_id, kind, metric, month, office_id, area_id, category_id, is_about)
  )`,
  // Whose turns ended in a month, and how long they were.
  `create table charges (
    programme_id uuid not null,
    month date not null,
    holder text not null,
    -- Nil: no office had it.
    office_id uuid not null,
    turns integer not null,
    elapsed_minutes double precision not null,
    worked_minutes double precision not null,
    constraint charges_pk primary key (programme_id, month, holder, office_id)
  )`,
  // What is open now, counted anew every few minutes: how old it is changes by itself.
  `create table backlog (
    programme_id uuid not null,
    kind text not null,
    office_id uuid not null,
    area_id uuid not null,
    category_id uuid not null,
    is_about boolean not null,
    open integer not null,
    overdue integer not null,
    waiting integer not null,
    in_triage integer not null,
    -- Open for up to 7, 30, 90, 180 days, and longer.
    ages integer[] not null,
    oldest_filed_at timestamptz,
    counted_at timestamptz not null,
    constraint backlog_pk primary key (programme_id, kind, office_id, area_id, category_id, is_about)
  )`,
  // Snapshots of a month, counted anew while it may still change.
  `create table message_counts (
    programme_id uuid not null,
    month date not null,
    direction text not null,
    purpose text not null,
    state text not null,
    messages integer not null,
    segments integer not null,
    -- As the carrier charged, by currency: {"KES": 12.5}.
    costs jsonb not null,
    constraint message_counts_pk primary key (programme_id, month, direction, purpose, state)
  )`,
  `create table rating_counts (
    programme_id uuid not null,
    month date not null,
    unit_id uuid not null,
    -- Empty: everybody.
    group_code text not null,
    -- Empty: the score itself; else an indicator's code.
    indicator text not null,
    -- How many gave 1, 2, 3, 4, 5.
    given integer[] not null,
    constraint rating_counts_pk primary key (programme_id, month, unit_id, group_code, indicator)
  )`,
  `create table group_counts (
    programme_id uuid not null,
    month date not null,
    -- Nil: the whole programme.
    area_id uuid not null,
    -- Empty: reporters who said none.
    group_code text not null,
    received integer not null,
    answered integer not null,
    confirmed integer not null,
    disputed integer not null,
    constraint group_counts_pk primary key (programme_id, month, area_id, group_code)
  )`,
  `create table snapshots (
    programme_id uuid not null,
    what text not null,
    counted_at timestamptz not null,
    constraint snapshots_pk primary key (programme_id, what)
  )`,
  // All reports of before are counted at the first look.
  `insert into uncounted (programme_id, grievance_id) select programme_id, id from grievances where stream = 'ordinary'`,
  `insert into uncounted (programme_id, holding_id)
    select holdings.programme_id, holdings.id from holdings join grievances on grievances.id = holdings.grievance_id
    where until_at is not null and stream = 'ordinary'`,
];
