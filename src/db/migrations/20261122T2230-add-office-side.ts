import { type Kysely, sql } from 'kysely';

/** What the office's side needs: accounts, assignment, clocks that pause, who held what, paging, changes in the browser. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // A person who signs in, or answers from a registered phone. One duty each: whoever has two has two accounts.
  `create table accounts (
    id uuid constraint accounts_pk primary key,
    programme_id uuid not null constraint accounts_programme_fk references programmes,
    sign_in text not null constraint accounts_sign_in_lower check (sign_in = lower(sign_in)),
    name text not null,
    role text not null constraint accounts_role_known
      check (role in ('official', 'supervisor', 'triage', 'focal', 'observer', 'admin')),
    office_id uuid constraint accounts_office_fk references offices,
    area_id uuid constraint accounts_area_fk references areas,
    stream text,
    page_order integer not null default 0,
    language text not null,
    phone_sealed bytea,
    phone_index bytea,
    password_hash text,
    setup_hash bytea,
    setup_until timestamptz,
    totp_sealed bytea,
    totp_step bigint,
    absent_from date,
    absent_until date,
    hours jsonb,
    digest_on date,
    given_at timestamptz,
    created_at timestamptz not null,
    disabled_at timestamptz,
    constraint accounts_sign_in_unique unique (sign_in),
    constraint accounts_place check (
      (role = 'official') = (office_id is not null)
      and (role <> 'supervisor' or area_id is not null)
      and (role = 'focal') = (stream is not null)
    )
  )`,
  `create index accounts_by_office on accounts (office_id) where disabled_at is null and office_id is not null`,
  `create index accounts_by_programme on accounts (programme_id, role, id)`,
  // Whose SMS and calls are an official's: one person per phone and programme.
  `create unique index accounts_phone_unique on accounts (programme_id, phone_index)
    where phone_index is not null and disabled_at is null and role in ('official', 'supervisor')`,
  `create table account_sessions (
    token_hash bytea constraint account_sessions_pk primary key,
    account_id uuid not null constraint account_sessions_account_fk references accounts,
    stage text not null constraint account_sessions_stage_known check (stage in ('password', 'full')),
    proved_at timestamptz,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null
  )`,
  `create index account_sessions_by_account on account_sessions (account_id)`,
  `create index account_sessions_by_end on account_sessions (ends_at)`,
  `create table recovery_codes (
    account_id uuid not null constraint recovery_codes_account_fk references accounts,
    code_hash bytea not null,
    used_at timestamptz,
    constraint recovery_codes_pk primary key (account_id, code_hash)
  )`,
  // Of rate-limiter-flexible: tries to sign in, by keyed hashes of names and addresses.
  `create table rate_limits (
    key varchar(255) constraint rate_limits_pk primary key,
    points integer not null default 0,
    expire bigint
  )`,

  // Who in the office has it; what it is sorted by; the clock of the office that has it, and how much of that is used up.
  `alter table grievances
    add column assignee_id uuid constraint grievances_assignee_fk references accounts,
    add column due_by timestamptz,
    add column clock_from timestamptz,
    add column clock_used_minutes double precision not null default 0,
    add column answer_hours double precision,
    add column resolve_hours double precision,
    add column remind_at timestamptz,
    add column waiting_until timestamptz,
    add column objected_at timestamptz,
    add column passed_by uuid[] not null default '{}',
    add column merged_into_id uuid constraint grievances_merged_into_fk references grievances`,
  // What is open until now: its office's clock began when it came there, as far as is known when it was filed.
  `update grievances set
    due_by = case when status in ('filed', 'routed', 'acknowledged')
      then case when first_answered_at is null then respond_by else resolve_by end end,
    clock_from = coalesce(
      (select max(at) from grievance_events e where e.grievance_id = grievances.id
        and type in ('transferred', 'escalated', 'disputed', 'reopened')), filed_at),
    answer_hours = (select first_answer_hours from categories c where c.id = category_id),
    resolve_hours = (select c.resolve_hours from categories c where c.id = category_id)`,
  // Up to which change of a programme the due times of its open reports are right.
  `alter table programmes add column clocks_revision integer not null default 0`,
  `update programmes set clocks_revision = revision`,
  // Inboxes: what an office, and what a person has, due first. With all that its figures need, so that they are counted from the
  // index alone.
  `create index grievances_inbox on grievances (office_id, due_by, id) include (status, about_office_id, programme_id)
    where stream = 'ordinary' and status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen', 'resolved')`,
  `create index grievances_assigned on grievances (assignee_id, due_by, id)
    where assignee_id is not null and status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen', 'resolved')`,
  // Boards and wider inboxes of a programme, due first.
  `create index grievances_open on grievances (programme_id, due_by, id)
    where stream = 'ordinary' and status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen', 'resolved')`,
  // The figures of a supervisor's inbox: by place, again from the index alone.
  `create index grievances_open_in_area on grievances (area_id, due_by, id) include (status, about_office_id, programme_id)
    where stream = 'ordinary' and status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen', 'resolved')`,
  // A change of holidays: every open report with a clock; by id, to go through them in steps.
  `create index grievances_clocks on grievances (programme_id, id)
    where status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen')`,
  `create index grievances_words on grievances using gin (to_tsvector('simple', text)) where stream = 'ordinary'`,
  `create index grievances_merged on grievances (merged_into_id) where merged_into_id is not null`,

  // Letters: what was late at the last office of its ladder, the latest first.
  `create index grievance_events_at_top on grievance_events (programme_id, id desc) where type = 'overdue_at_top'`,

  // Who held a report from when to when: an office, triage, or the citizen while she is asked something.
  `create table holdings (
    id uuid constraint holdings_pk primary key,
    grievance_id uuid not null constraint holdings_grievance_fk references grievances,
    programme_id uuid not null constraint holdings_programme_fk references programmes,
    holder text not null constraint holdings_holder_known check (holder in ('office', 'triage', 'citizen')),
    office_id uuid constraint holdings_office_fk references offices,
    from_at timestamptz not null,
    until_at timestamptz,
    working_minutes double precision,
    constraint holdings_office_given check ((holder = 'office') <= (office_id is not null))
  )`,
  `create index holdings_by_grievance on holdings (grievance_id, from_at)`,
  `create unique index holdings_one_open on holdings (grievance_id) where until_at is null`,
  `create index holdings_by_office on holdings (office_id, from_at)`,

  // SMS to officials.
  `alter table messages add column account_id uuid constraint messages_account_fk references accounts`,
  `create index messages_by_account on messages (account_id, id) where account_id is not null`,

  // A person is called to an urgent sealed report until somebody opens it.
  `create table pagings (
    grievance_id uuid constraint pagings_pk primary key constraint pagings_grievance_fk references grievances,
    programme_id uuid not null constraint pagings_programme_fk references programmes,
    step integer not null default 0,
    started_at timestamptz not null,
    next_at timestamptz,
    opened_at timestamptz,
    opened_by uuid constraint pagings_opened_by_fk references accounts
  )`,
  `create index pagings_due on pagings (next_at) where next_at is not null`,
  // Two people, one number: who asked to see it and why, who agreed, and until when it is shown.
  `create table unmaskings (
    id uuid constraint unmaskings_pk primary key,
    grievance_id uuid not null constraint unmaskings_grievance_fk references grievances,
    asked_by uuid not null constraint unmaskings_asked_by_fk references accounts,
    reason text not null,
    asked_at timestamptz not null,
    decided_by uuid constraint unmaskings_decided_by_fk references accounts,
    decided_at timestamptz,
    is_granted boolean,
    ends_at timestamptz,
    constraint unmaskings_two_people check (decided_by <> asked_by)
  )`,
  `create index unmaskings_by_grievance on unmaskings (grievance_id, asked_at)`,

  // What administrators changed in the browser, on top of the programme's files, which stay as they are.
  `create table overrides (
    programme_id uuid not null constraint overrides_programme_fk references programmes,
    kind text not null,
    code text not null,
    field text not null,
    value jsonb not null,
    changed_by uuid not null constraint overrides_changed_by_fk references accounts,
    changed_at timestamptz not null,
    constraint overrides_pk primary key (programme_id, kind, code, field)
  )`,
  // A record of every change that an administrator made.
  `create table changes (
    id uuid constraint changes_pk primary key,
    programme_id uuid not null constraint changes_programme_fk references programmes,
    account_id uuid constraint changes_account_fk references accounts,
    what text not null,
    subject text not null,
    before jsonb,
    after jsonb,
    at timestamptz not null
  )`,
  `create index changes_by_programme on changes (programme_id, id desc)`,
  // Answers an office begins with, by language.
  `create table saved_replies (
    id uuid constraint saved_replies_pk primary key,
    programme_id uuid not null constraint saved_replies_programme_fk references programmes,
    title text not null,
    category_id uuid constraint saved_replies_category_fk references categories,
    texts jsonb not null,
    changed_at timestamptz not null,
    retired_at timestamptz
  )`,
  `create index saved_replies_by_programme on saved_replies (programme_id, title) where retired_at is null`,
];
