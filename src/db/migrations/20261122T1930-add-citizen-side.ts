import { type Kysely, sql } from 'kysely';

/** What the citizen's side needs: consent, anonymity, drafts, joining, indicators, public information. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Which notice she agreed to; what she said of herself, and whether she was asked.
  `alter table citizens
    add column consent_version integer,
    add column groups text[] not null default '{}',
    add column groups_asked_at timestamptz`,
  // Every yes to a notice, kept as proof: law asks for version, language and time. Anonymous: no citizen.
  `create table consents (
    id uuid constraint consents_pk primary key,
    programme_id uuid not null constraint consents_programme_fk references programmes,
    citizen_id uuid constraint consents_citizen_fk references citizens,
    choice text not null constraint consents_choice_known check (choice in ('agreed', 'anonymous', 'told')),
    version integer not null,
    language text not null,
    channel text not null,
    at timestamptz not null
  )`,
  // A citizen's own, for whoever must prove it.
  `create index consents_by_citizen on consents (citizen_id, id) where citizen_id is not null`,
  // One yes to each notice, however often and at once it is said.
  `create unique index consents_agreed_once on consents (citizen_id, version) where choice = 'agreed'`,

  // The call before this one: a new call looks there for a draft. None of these columns changes while the call lasts.
  `create index ussd_sessions_by_caller on ussd_sessions (phone_index, programme_id, created_at desc)`,
  // When it was counted how the call ended; when to offer by SMS what it left; when nothing in the row is needed any more.
  `alter table ussd_sessions
    add column settled_at timestamptz,
    add column offer_at timestamptz,
    add column forget_at timestamptz`,
  `create index ussd_sessions_unsettled on ussd_sessions (created_at) where settled_at is null`,
  `create index ussd_sessions_offered on ussd_sessions (offer_at) where offer_at is not null`,
  `create index ussd_sessions_forgotten on ussd_sessions (forget_at) where forget_at is not null`,
  // How many calls of a day ended on which screen: \`dropped\` ones show where callers give up.
  `create table call_ends (
    programme_id uuid not null constraint call_ends_programme_fk references programmes,
    day date not null,
    screen text not null,
    language text not null,
    how text not null constraint call_ends_how_known check (how in ('finished', 'dropped')),
    calls integer not null,
    constraint call_ends_pk primary key (programme_id, day, screen, language, how)
  )`,

  `alter table categories
    add column is_joinable boolean not null default false,
    add column aliases text[] not null default '{}'`,
  `alter table grievances
    add column contact text not null default 'sms' constraint grievances_contact_known
      check (contact in ('sms', 'neutral', 'none')),
    add column pin_hash bytea,
    add column is_for_other boolean not null default false,
    add column about_office_id uuid constraint grievances_about_office_fk references offices,
    add column joiners integer not null default 0,
    add column untold_since timestamptz`,
  // Open reports somebody else may join: of one place and the categories of one kind, newest first.
  `create index grievances_joinable on grievances (area_id, filed_at desc, category_id)
    where stream = 'ordinary' and status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen')`,
  `create table joins (
    grievance_id uuid not null constraint joins_grievance_fk references grievances,
    citizen_id uuid not null constraint joins_citizen_fk references citizens,
    joined_at timestamptz not null,
    told_at timestamptz,
    constraint joins_pk primary key (grievance_id, citizen_id)
  )`,
  // "My reports": what she joined. Telling the end: who has not heard it.
  `create index joins_by_citizen on joins (citizen_id, joined_at desc)`,
  `create index joins_untold on joins (grievance_id) where told_at is null`,
  // Sweep: what has ended, and not everyone who joined it was told.
  `create index grievances_untold on grievances (untold_since) where untold_since is not null`,

  // What stays of a text that says a PIN; sweep: where it is to take its place.
  `alter table messages add column text_kept text`,
  `create index messages_text_kept on messages (state) where text_kept is not null`,

  // Wrong PINs since the last right one, by a keyed hash of programme and reference. Counted for references that no report
  // has as well: being refused must not tell that there is a report.
  `create table pin_tries (
    reference_index bytea constraint pin_tries_pk primary key,
    failures integer not null,
    failed_at timestamptz not null
  )`,
  // Sweep: what was forgotten long ago.
  `create index pin_tries_by_age on pin_tries (failed_at)`,

  `create table indicators (
    id uuid constraint indicators_pk primary key,
    programme_id uuid not null constraint indicators_programme_fk references programmes,
    code text not null,
    unit_types text[] not null,
    scale text not null constraint indicators_scale_known check (scale in ('score', 'yes_no')),
    names jsonb not null,
    position integer not null,
    retired_at timestamptz,
    constraint indicators_code_unique unique (programme_id, code)
  )`,
  // By indicator code: 1 to 5, or for yes and no 1 and 2.
  `alter table ratings add column answers jsonb not null default '{}'`,

  `create table meetings (
    id uuid constraint meetings_pk primary key,
    programme_id uuid not null constraint meetings_programme_fk references programmes,
    code text not null,
    area_id uuid not null constraint meetings_area_fk references areas,
    starts_at timestamptz not null,
    names jsonb not null,
    venues jsonb not null,
    retired_at timestamptz,
    constraint meetings_code_unique unique (programme_id, code)
  )`,
  // The next meetings of a ward and the areas around it.
  `create index meetings_by_area on meetings (area_id, starts_at) where retired_at is null`,
  `create table projects (
    id uuid constraint projects_pk primary key,
    programme_id uuid not null constraint projects_programme_fk references programmes,
    code text not null,
    area_id uuid not null constraint projects_area_fk references areas,
    names jsonb not null,
    amount numeric(16, 2) constraint projects_amount_positive check (amount > 0),
    currency text,
    state text not null constraint projects_state_known
      check (state in ('planned', 'contracted', 'under_way', 'stalled', 'completed', 'unknown')),
    source text not null,
    as_of date not null,
    position integer not null,
    retired_at timestamptz,
    constraint projects_code_unique unique (programme_id, code),
    constraint projects_amount_has_currency check (amount is null or currency is not null)
  )`,
  `create index projects_by_area on projects (area_id, position) where retired_at is null`,
  // What residents found: one answer per person and project, the last one counts.
  `create table project_checks (
    project_id uuid not null constraint project_checks_project_fk references projects,
    citizen_id uuid not null constraint project_checks_citizen_fk references citizens,
    answer text not null constraint project_checks_answer_known check (answer in ('done', 'started', 'nothing')),
    language text not null,
    channel text not null,
    checked_at timestamptz not null,
    constraint project_checks_pk primary key (project_id, citizen_id)
  )`,

  // Response figures of every area with all below it, counted anew from time to time: a screen reads one row.
  `create table area_figures (
    area_id uuid constraint area_figures_pk primary key constraint area_figures_area_fk references areas,
    programme_id uuid not null constraint area_figures_programme_fk references programmes,
    received integer not null,
    answered integer not null,
    resolved integer not null,
    confirmed integer not null,
    overdue integer not null,
    median_answer_minutes integer,
    counted_from timestamptz not null,
    counted_at timestamptz not null
  )`,
  // The sweep: which programmes were not counted lately.
  `create index area_figures_by_programme on area_figures (programme_id, counted_at)`,
];
