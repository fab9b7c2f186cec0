import { type Kysely, sql } from 'kysely';

/** The first whole schema. Every index serves a query named beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table programmes (
    id uuid constraint programmes_pk primary key,
    name text not null constraint programmes_name_unique unique,
    settings jsonb not null,
    checksum text not null,
    revision integer not null,
    loaded_at timestamptz not null
  )`,
  `create table areas (
    id uuid constraint areas_pk primary key,
    programme_id uuid not null constraint areas_programme_fk references programmes,
    code text not null,
    parent_id uuid constraint areas_parent_fk references areas,
    level text not null,
    names jsonb not null,
    aliases text[] not null,
    position integer not null,
    retired_at timestamptz,
    constraint areas_code_unique unique (programme_id, code)
  )`,
  `create table offices (
    id uuid constraint offices_pk primary key,
    programme_id uuid not null constraint offices_programme_fk references programmes,
    code text not null,
    kind text not null,
    area_id uuid not null constraint offices_area_fk references areas,
    parent_id uuid constraint offices_parent_fk references offices deferrable initially deferred,
    names jsonb not null,
    hours jsonb,
    retired_at timestamptz,
    constraint offices_code_unique unique (programme_id, code)
  )`,
  `create table categories (
    id uuid constraint categories_pk primary key,
    programme_id uuid not null constraint categories_programme_fk references programmes,
    code text not null,
    parent_id uuid constraint categories_parent_fk references categories,
    kind text not null constraint categories_kind_known
      check (kind in ('complaint', 'request', 'suggestion', 'compliment', 'information_request')),
    stream text not null constraint categories_stream_known
      check (stream in ('ordinary', 'integrity', 'protection', 'child')),
    names jsonb not null,
    office_kinds text[] not null,
    clock text not null constraint categories_clock_known check (clock in ('working', 'elapsed')),
    first_answer_hours integer not null constraint categories_first_answer_positive check (first_answer_hours > 0),
    resolve_hours integer not null constraint categories_resolve_positive check (resolve_hours >= first_answer_hours),
    legal_days integer constraint categories_legal_days_positive check (legal_days > 0),
    basis text not null,
    position integer not null,
    retired_at timestamptz,
    constraint categories_code_unique unique (programme_id, code)
  )`,
  `create table units (
    id uuid constraint units_pk primary key,
    programme_id uuid not null constraint units_programme_fk references programmes,
    code text not null,
    number integer not null,
    type text not null,
    names jsonb not null,
    area_id uuid not null constraint units_area_fk references areas,
    retired_at timestamptz,
    constraint units_code_unique unique (programme_id, code),
    constraint units_number_unique unique (programme_id, number) deferrable initially deferred
  )`,
  `create table holidays (
    programme_id uuid not null constraint holidays_programme_fk references programmes,
    day date not null,
    names jsonb not null,
    constraint holidays_pk primary key (programme_id, day)
  )`,
  `create table citizens (
    id uuid constraint citizens_pk primary key,
    programme_id uuid not null constraint citizens_programme_fk references programmes,
    phone_sealed bytea not null,
    phone_index bytea not null,
    language text,
    area_id uuid constraint citizens_area_fk references areas,
    opted_out_at timestamptz,
    conversation jsonb,
    conversation_at timestamptz,
    created_at timestamptz not null,
    constraint citizens_phone_unique unique (programme_id, phone_index)
  )`,
  `create table ussd_sessions (
    id text constraint ussd_sessions_pk primary key,
    programme_id uuid not null constraint ussd_sessions_programme_fk references programmes,
    phone_index bytea not null,
    service_code text not null,
    transcript text not null,
    state jsonb not null,
    screen_text text not null,
    turns integer not null,
    ended_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
  ) with (fillfactor = 70)`,
  // Sweep: calls that are long over. \`created_at\` never changes, so that saving a turn touches no index.
  `create index ussd_sessions_by_age on ussd_sessions (created_at)`,
  `create table grievances (
    id uuid constraint grievances_pk primary key,
    reference text not null constraint grievances_reference_unique unique
      constraint grievances_reference_digits check (reference ~ '^[0-9]{8}$'),
    programme_id uuid not null constraint grievances_programme_fk references programmes,
    citizen_id uuid constraint grievances_citizen_fk references citizens,
    kind text not null,
    stream text not null constraint grievances_stream_known
      check (stream in ('ordinary', 'integrity', 'protection', 'child')),
    category_id uuid not null constraint grievances_category_fk references categories,
    area_id uuid not null constraint grievances_area_fk references areas,
    office_id uuid constraint grievances_office_fk references offices,
    owing_office_id uuid constraint grievances_owing_office_fk references offices,
    status text not null default 'filed' constraint grievances_status_known
      check (status in ('filed', 'routed', 'acknowledged', 'awaiting_citizen', 'resolved', 'rejected', 'closed')),
    outcome text constraint grievances_outcome_known check (outcome in ('confirmed', 'disputed', 'silent')),
    channel text not null,
    language text not null,
    text text not null,
    source text not null constraint grievances_source_unique unique,
    level integer not null default 0,
    filed_at timestamptz not null,
    routed_at timestamptz,
    triaged_at timestamptz,
    respond_by timestamptz,
    resolve_by timestamptz,
    legal_by timestamptz,
    wake_at timestamptz,
    first_answered_at timestamptz,
    resolved_at timestamptz,
    closed_at timestamptz,
    overdue_at timestamptz,
    missed_at timestamptz
  )`,
  // "My reports": a citizen's own, newest first.
  `create index grievances_by_citizen on grievances (citizen_id, filed_at desc) where citizen_id is not null`,
  // API list: newest first, whole programme, one office, one area or one category; id breaks ties for the cursor.
  `create index grievances_by_programme on grievances (programme_id, filed_at desc, id desc)`,
  `create index grievances_by_office on grievances (office_id, filed_at desc, id desc)`,
  `create index grievances_by_area on grievances (area_id, filed_at desc, id desc)`,
  `create index grievances_by_category on grievances (category_id, filed_at desc, id desc)`,
  // API list by status, and the figure of open overdue ones. Closed is what nearly all are: the lists above find those.
  `create index grievances_by_status on grievances (programme_id, status, filed_at desc, id desc)
    where status <> 'closed'`,
  // A focal point's list: her stream, newest first.
  `create index grievances_sealed on grievances (programme_id, stream, filed_at desc, id desc)
    where stream <> 'ordinary'`,
  // Sweep: filed and not yet routed; deadlines that have passed.
  `create index grievances_unrouted on grievances (filed_at) where status = 'filed' and triaged_at is null`,
  // Triage: no office found, a person must choose.
  `create index grievances_triage on grievances (programme_id, filed_at) where status = 'filed' and triaged_at is not null`,
  `create index grievances_wake on grievances (wake_at) where wake_at is not null`,
  `create table grievance_events (
    id uuid constraint grievance_events_pk primary key,
    grievance_id uuid not null constraint grievance_events_grievance_fk references grievances,
    programme_id uuid not null constraint grievance_events_programme_fk references programmes,
    type text not null,
    actor_kind text not null constraint grievance_events_actor_known
      check (actor_kind in ('citizen', 'official', 'system')),
    actor_id uuid,
    channel text not null,
    office_id uuid constraint grievance_events_office_fk references offices,
    source text,
    data jsonb not null,
    at timestamptz not null,
    constraint grievance_events_source_unique unique (grievance_id, source)
  )`,
  // A grievance's history in order.
  `create index grievance_events_history on grievance_events (grievance_id, id)`,
  `create table messages (
    id uuid constraint messages_pk primary key,
    programme_id uuid constraint messages_programme_fk references programmes,
    citizen_id uuid constraint messages_citizen_fk references citizens,
    grievance_id uuid constraint messages_grievance_fk references grievances,
    direction text not null constraint messages_direction_known check (direction in ('in', 'out')),
    carrier text not null,
    carrier_message_id text,
    phone_sealed bytea,
    phone_index bytea,
    short_code text not null,
    text text not null,
    language text,
    purpose text,
    state text not null constraint messages_state_known
      check (state in ('received', 'interpreted', 'set_aside', 'queued', 'sending', 'accepted', 'unknown', 'refused',
                       'delivered', 'undelivered', 'suppressed')),
    reason text,
    carrier_word text,
    priority smallint not null default 5,
    attempts smallint not null default 0,
    segments smallint,
    cost text,
    created_at timestamptz not null,
    due_at timestamptz,
    claimed_at timestamptz,
    settled_at timestamptz,
    constraint messages_carrier_unique unique (carrier, direction, carrier_message_id),
    constraint messages_queued_has_time check (state <> 'queued' or due_at is not null)
  )`,
  // Sweep: what came in and was not read; what waits to go out; what was claimed and never settled.
  `create index messages_received on messages (created_at) where state = 'received'`,
  `create index messages_queued on messages (due_at) where state = 'queued'`,
  `create index messages_sending on messages (claimed_at) where state = 'sending'`,
  // A handset's inbox (simulator), the last question put to a citizen, a delivery report for an unknown send.
  `create index messages_by_phone on messages (phone_index, id)`,
  // What we wrote to a citizen last.
  `create index messages_by_citizen on messages (citizen_id, id) where citizen_id is not null`,
  // A grievance's messages.
  `create index messages_by_grievance on messages (grievance_id, id) where grievance_id is not null`,
  // Metrics: the last day by state.
  `create index messages_by_day on messages using brin (created_at)`,
  `create table ratings (
    id uuid constraint ratings_pk primary key,
    programme_id uuid not null constraint ratings_programme_fk references programmes,
    unit_id uuid not null constraint ratings_unit_fk references units,
    citizen_id uuid not null constraint ratings_citizen_fk references citizens,
    score smallint not null constraint ratings_score_range check (score between 1 and 5),
    comment text,
    language text not null,
    channel text not null,
    rated_on date not null,
    created_at timestamptz not null,
    constraint ratings_once_a_day unique (unit_id, citizen_id, rated_on)
  )`,
  // API list, newest first.
  `create index ratings_by_programme on ratings (programme_id, id desc)`,
  `create table api_keys (
    id uuid constraint api_keys_pk primary key,
    programme_id uuid not null constraint api_keys_programme_fk references programmes,
    role text not null constraint api_keys_role_known
      check (role in ('official', 'supervisor', 'triage', 'focal', 'observer', 'admin')),
    office_id uuid constraint api_keys_office_fk references offices,
    area_id uuid constraint api_keys_area_fk references areas,
    stream text,
    token_hash bytea not null constraint api_keys_token_unique unique,
    label text,
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,
];
