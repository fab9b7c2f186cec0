import { type Kysely, sql } from 'kysely';

/** Meetings with those who want to hear of them, promises made there, and votes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // What was entered in the console is no row of the files: a load leaves it as it is.
  `alter table meetings add column origin text not null default 'files'
    constraint meetings_origin_known check (origin in ('files', 'console'))`,

  // Who wants to hear of the meetings of a place. An agreement of its own: nothing else she does stands for it.
  `create table meeting_agreements (
    citizen_id uuid not null constraint meeting_agreements_citizen_fk references citizens,
    area_id uuid not null constraint meeting_agreements_area_fk references areas,
    programme_id uuid not null constraint meeting_agreements_programme_fk references programmes,
    channel text not null,
    language text not null,
    agreed_at timestamptz not null,
    -- When she took it back; null: it holds.
    ended_at timestamptz,
    constraint meeting_agreements_pk primary key (citizen_id, area_id)
  )`,
  // Whom to tell of a meeting.
  `create index meeting_agreements_by_area on meeting_agreements (area_id) where ended_at is null`,

  // What a meeting entered in the console has besides: the number told in the room, and who called it.
  `create table forums (
    meeting_id uuid constraint forums_pk primary key constraint forums_meeting_fk references meetings,
    programme_id uuid not null constraint forums_programme_fk references programmes,
    code text not null constraint forums_code_digits check (code ~ '^[0-9]{4}$'),
    created_by uuid not null constraint forums_created_by_fk references accounts,
    created_at timestamptz not null
  )`,
  // The meeting whose number somebody types.
  `create index forums_by_code on forums (programme_id, code)`,
  `create table attendances (
    meeting_id uuid not null constraint attendances_meeting_fk references forums,
    citizen_id uuid not null constraint attendances_citizen_fk references citizens,
    came_at timestamptz not null,
    constraint attendances_pk primary key (meeting_id, citizen_id)
  )`,
  // Wrong numbers of one person: ten thousand are soon tried.
  `create table meeting_tries (
    citizen_id uuid constraint meeting_tries_pk primary key constraint meeting_tries_citizen_fk references citizens,
    failures integer not null,
    failed_at timestamptz not null
  )`,

  `create table promises (
    id uuid constraint promises_pk primary key,
    programme_id uuid not null constraint promises_programme_fk references programmes,
    meeting_id uuid not null constraint promises_meeting_fk references forums,
    office_id uuid not null constraint promises_office_fk references offices,
    names jsonb not null,
    due_on date not null,
    created_by uuid not null constraint promises_created_by_fk references accounts,
    created_at timestamptz not null,
    -- When those who came were asked; until when an answer counts.
    asked_at timestamptz,
    closes_at timestamptz
  )`,
  `create index promises_by_meeting on promises (meeting_id, id)`,
  // Sweep: whose day is over and nobody was asked.
  `create index promises_unasked on promises (due_on) where asked_at is null`,
  `create table promise_answers (
    promise_id uuid not null constraint promise_answers_promise_fk references promises,
    citizen_id uuid not null constraint promise_answers_citizen_fk references citizens,
    -- When she was asked last.
    asked_at timestamptz not null,
    is_kept boolean,
    answered_at timestamptz,
    constraint promise_answers_pk primary key (promise_id, citizen_id)
  )`,
  // What an SMS of hers may be the answer to.
  `create index promise_answers_by_citizen on promise_answers (citizen_id, asked_at desc)`,

  // One SMS to many people, of one meeting: its announcement, a promise made there, the question what became of it.
  `create table mailings (
    id uuid constraint mailings_pk primary key,
    programme_id uuid not null constraint mailings_programme_fk references programmes,
    meeting_id uuid not null constraint mailings_meeting_fk references forums,
    promise_id uuid constraint mailings_promise_fk references promises,
    kind text not null constraint mailings_kind_known check (kind in ('announcement', 'promise', 'question')),
    state text not null constraint mailings_state_known check (state in ('running', 'stopped', 'over')),
    -- Null: by itself.
    started_by uuid constraint mailings_started_by_fk references accounts,
    started_at timestamptz not null,
    changed_at timestamptz not null,
    constraint mailings_promise_named check ((kind = 'announcement') = (promise_id is null))
  )`,
  // Of each, one: nobody hears the same twice.
  `create unique index mailings_once on mailings (meeting_id, kind, coalesce(promise_id, meeting_id))`,
  // Sweep: what is to go on.
  `create index mailings_running on mailings (changed_at) where state = 'running'`,
  // To whom: the row says whether her SMS was written, and which it is. One row for a person, one person for a number.
  `create table mailing_recipients (
    mailing_id uuid not null constraint mailing_recipients_mailing_fk references mailings,
    citizen_id uuid not null constraint mailing_recipients_citizen_fk references citizens,
    message_id uuid constraint mailing_recipients_message_fk references messages,
    written_at timestamptz,
    -- Why nothing is sent to her: she took her word back, or it was too late.
    left_out text constraint mailing_recipients_left_out_known check (left_out in ('withdrawn', 'too_late')),
    constraint mailing_recipients_pk primary key (mailing_id, citizen_id)
  )`,
  `create index mailing_recipients_waiting on mailing_recipients (mailing_id, citizen_id)
    where written_at is null and left_out is null`,
  // How many were written on a day.
  `create index mailing_recipients_by_day on mailing_recipients (written_at) where written_at is not null`,
  // How many SMS a day all mailings of a programme may send together.
  `create table mailing_limits (
    programme_id uuid constraint mailing_limits_pk primary key constraint mailing_limits_programme_fk references programmes,
    sms_per_day integer not null constraint mailing_limits_positive check (sms_per_day > 0),
    changed_by uuid not null constraint mailing_limits_changed_by_fk references accounts,
    changed_at timestamptz not null
  )`,

  `create table votes (
    id uuid constraint votes_pk primary key,
    programme_id uuid not null constraint votes_programme_fk references programmes,
    area_id uuid not null constraint votes_area_fk references areas,
    names jsonb not null,
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    created_by uuid not null constraint votes_created_by_fk references accounts,
    created_at timestamptz not null,
    -- Only before it opens.
    cancelled_at timestamptz,
    constraint votes_open_before_they_close check (opens_at < closes_at)
  )`,
  `create index votes_by_area on votes (area_id, closes_at desc) where cancelled_at is null`,
  // How many chose each: a figure, no ballot. No row says what a phone chose.
  `create table vote_proposals (
    vote_id uuid not null constraint vote_proposals_vote_fk references votes,
    number smallint not null constraint vote_proposals_number_range check (number between 1 and 6),
    names jsonb not null,
    votes integer not null default 0,
    constraint vote_proposals_pk primary key (vote_id, number)
  )`,
  // That a phone has voted: a keyed hash of number and vote, without a time, without a choice.
  `create table vote_phones (
    vote_id uuid not null constraint vote_phones_vote_fk references votes,
    phone_hash bytea not null,
    constraint vote_phones_pk primary key (vote_id, phone_hash)
  )`,
];
