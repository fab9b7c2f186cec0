import { type Kysely, sql } from 'kysely';

/** Public lists of projects as they are imported, and score cards of units with what was agreed about them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // What was imported is not in the programme's files, so loading these does not retire it.
  `alter table projects
    add column contractor text,
    add column starts_on date,
    add column ends_on date,
    add column origin text not null default 'files'
      constraint projects_origin_known check (origin in ('files', 'imported')),
    add constraint projects_end_after_start check (ends_on >= starts_on)`,

  `create table scorecards (
    id uuid constraint scorecards_pk primary key,
    programme_id uuid not null constraint scorecards_programme_fk references programmes,
    unit_id uuid not null constraint scorecards_unit_fk references units,
    -- Who keeps the card, and answers for it.
    office_id uuid not null constraint scorecards_office_fk references offices,
    -- Ratings of these local days are the users' scores; the last one belongs to them.
    from_on date not null,
    until_on date not null,
    -- The interface meeting; null: not held yet.
    met_on date,
    venue text not null default '',
    women integer not null default 0,
    men integer not null default 0,
    -- How many of each group of the programme, by its code.
    groups jsonb not null default '{}',
    notes text not null default '',
    opened_by uuid constraint scorecards_opener_fk references accounts,
    opened_at timestamptz not null,
    -- From then on everybody may read it, and its scores stand still.
    closed_at timestamptz,
    constraint scorecards_period_in_order check (until_on >= from_on),
    constraint scorecards_people_positive check (women >= 0 and men >= 0)
  )`,
  `create index scorecards_by_programme on scorecards (programme_id, id desc)`,
  `create index scorecards_by_unit on scorecards (unit_id, closed_at desc)`,
  // How many people gave a score. By ratings (written when the card is closed), at the meeting, and the providers' own.
  `create table scorecard_scores (
    scorecard_id uuid not null constraint scorecard_scores_card_fk references scorecards,
    source text not null constraint scorecard_scores_source_known check (source in ('ratings', 'meeting', 'providers')),
    -- Empty: the service as a whole; else an indicator's code.
    indicator text not null,
    score smallint not null constraint scorecard_scores_range check (score between 1 and 5),
    people integer not null constraint scorecard_scores_people_positive check (people > 0),
    constraint scorecard_scores_pk primary key (scorecard_id, source, indicator, score)
  )`,
  `create table actions (
    id uuid constraint actions_pk primary key,
    programme_id uuid not null constraint actions_programme_fk references programmes,
    scorecard_id uuid not null constraint actions_scorecard_fk references scorecards,
    -- Who has promised it, and where it helps whose post it is; never a name.
    office_id uuid not null constraint actions_office_fk references offices,
    post text not null,
    what text not null,
    due_on date not null,
    state text not null default 'open' constraint actions_state_known check (state in ('open', 'kept', 'broken')),
    answer text not null default '',
    answered_by uuid constraint actions_answerer_fk references accounts,
    answered_at timestamptz,
    -- When its office is to be reminded; null: it was, or it is answered.
    remind_at timestamptz,
    -- When an SMS went out; null with no reminder to come: nobody of the office could be reached.
    reminded_at timestamptz,
    added_by uuid constraint actions_adder_fk references accounts,
    added_at timestamptz not null,
    constraint actions_answered_once_not_open check ((state = 'open') = (answered_at is null))
  )`,
  // What people said of a unit by phone in the months up to a day, counted once: these months are over, and a public figure that
  // stands still cannot be compared with itself.
  `create table report_cards (
    unit_id uuid not null constraint report_cards_unit_fk references units,
    until_on date not null,
    scores jsonb not null,
    constraint report_cards_pk primary key (unit_id, until_on)
  )`,
  `create index actions_by_scorecard on actions (scorecard_id, due_on)`,
  `create index actions_open on actions (programme_id, due_on) where state = 'open'`,
  `create index actions_to_remind on actions (remind_at) where remind_at is not null`,
];
