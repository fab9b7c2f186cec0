import type { ColumnType, Insertable, Selectable } from 'kysely';
import type { GrievanceKind, IndicatorScale, Language, Names, Stream } from '../routing/programme.ts';
import type { Defaulted, Json, NullableJson } from './schema-columns.ts';
import type {
  BacklogTable,
  ChargesTable,
  CountedTable,
  GroupCountsTable,
  MessageCountsTable,
  RatingCountsTable,
  RollupsTable,
  SnapshotsTable,
  UncountedTable,
} from './schema-figures.ts';
import type { ForumTables, MeetingOrigin } from './schema-forums.ts';
import type {
  AccountSessionsTable,
  AccountsTable,
  ApiKeysTable,
  ChangesTable,
  OverridesTable,
  RateLimitsTable,
  RecoveryCodesTable,
  SavedRepliesTable,
} from './schema-people.ts';
import type { ReleasedAreasTable } from './schema-released-areas.ts';
import type { ChainDigestsTable, ListedCellsTable, ReleaseFilesTable, ReleasesTable } from './schema-releases.ts';
import type {
  ActionsTable,
  ProjectOrigin,
  ReportCardsTable,
  ScorecardScoresTable,
  ScorecardsTable,
} from './schema-scorecards.ts';

import type { PeopleServedTable, SavedViewsTable, WatchesTable, WatchHitsTable } from './schema-watch.ts';

import type { WebhookTables } from './schema-webhooks.ts';

// Citizens, reports, messages and ratings; the tables of people who sign in are in schema-people.ts.

export * from './schema-figures.ts';
export * from './schema-forums.ts';
export * from './schema-people.ts';
export * from './schema-releases.ts';
export * from './schema-scorecards.ts';
export * from './schema-watch.ts';
export * from './schema-webhooks.ts';

export const GRIEVANCE_STATUSES = [
  'filed',
  'routed',
  'acknowledged',
  'awaiting_citizen',
  'resolved',
  'rejected',
  'closed',
] as const;
/** `filed`: no office yet. `closed`: resolved, and the citizen confirmed or stayed silent. */
export type GrievanceStatus = (typeof GRIEVANCE_STATUSES)[number];

export const OUTCOMES = ['confirmed', 'disputed', 'silent'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CHANNELS = ['ussd', 'sms', 'api', 'console', 'system'] as const;
export type Channel = (typeof CHANNELS)[number];

/** In: `received` -> `interpreted` or `set_aside`. Out: `queued` -> `sending` -> the rest, forward only. */
export const MESSAGE_STATES = [
  'received',
  'interpreted',
  'set_aside',
  'queued',
  'sending',
  'accepted',
  'unknown',
  'refused',
  'delivered',
  'undelivered',
  'suppressed',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What an outgoing message is for; with `language` it names the template it was made from. */
export const PURPOSES = [
  'receipt',
  'acknowledged',
  'reply',
  'transferred',
  'escalated',
  'ask_outcome',
  'rejected',
  'reopened',
  'closed',
  'status',
  'joined',
  'question',
  'notice',
  'draft',
  'news',
  'join',
  'join_ended',
  'asked',
  'goes_on',
  'merged',
  // Of meetings, to many people:
  'meeting',
  'promise',
  'ask_promise',
  // To officials:
  'desk',
  'reminder',
  'digest',
  'page',
  'last_rung',
  'watch',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const CONSENT_CHOICES = ['agreed', 'anonymous', 'told'] as const;
/** What she said to the first-contact notice. `told`: nothing yet, it was sent to her behind what she had filed. */
export type ConsentChoice = (typeof CONSENT_CHOICES)[number];

export const CONTACTS = ['sms', 'neutral', 'none'] as const;
/** How she may be written to about a report: in full, in words that say nothing, or not at all. */
export type Contact = (typeof CONTACTS)[number];

export const PROJECT_STATES = ['planned', 'contracted', 'under_way', 'stalled', 'completed', 'unknown'] as const;
/** What the public list says of a project. */
export type ProjectState = (typeof PROJECT_STATES)[number];

export const PROJECT_ANSWERS = ['done', 'started', 'nothing'] as const;
/** What a resident found. */
export type ProjectAnswer = (typeof PROJECT_ANSWERS)[number];

/** Who does something to a grievance, as the event log keeps it. */
export interface Actor {
  readonly kind: 'citizen' | 'official' | 'system';
  /** The API key or account; null for citizens and the system. */
  readonly id: string | null;
  readonly channel: Channel;
  /** What the caller calls this request, so that sending it again does nothing twice. */
  readonly source?: string;
}

export interface ProgrammesTable {
  id: string;
  name: string;
  /** `programme.yaml` after validation. */
  settings: Json<object>;
  /** SHA-256 over the folder's files: an unchanged folder is not loaded again. */
  checksum: string;
  /** Goes up by one with every change: running processes reload. */
  revision: number;
  /** Up to which revision the due times of open reports are counted by its hours and holidays. */
  clocks_revision: Defaulted<number>;
  loaded_at: Date;
}

export interface AreasTable {
  id: string;
  programme_id: string;
  code: string;
  parent_id: string | null;
  level: string;
  names: Json<Names>;
  aliases: string[];
  position: number;
  /** How many people live there, by the count of this year; null: no count is known, so there are no rates. */
  population: Defaulted<number | null>;
  population_year: Defaulted<number | null>;
  population_source: Defaulted<string | null>;
  retired_at: Date | null;
}

export interface OfficesTable {
  id: string;
  programme_id: string;
  code: string;
  kind: string;
  area_id: string;
  /** The next rung of the ladder. */
  parent_id: string | null;
  names: Json<Names>;
  /** `WeeklyHours`; null: the programme's. */
  hours: NullableJson<object>;
  retired_at: Date | null;
}

export interface CategoriesTable {
  id: string;
  programme_id: string;
  code: string;
  parent_id: string | null;
  kind: GrievanceKind;
  stream: Stream;
  names: Json<Names>;
  office_kinds: string[];
  clock: 'working' | 'elapsed';
  first_answer_hours: number;
  resolve_hours: number;
  legal_days: number | null;
  /** The law's or charter's own words, and where they come from. */
  basis: string;
  position: number;
  /** Whether somebody else with the same problem may join a report. */
  is_joinable: Defaulted<boolean>;
  /** Other words that people type for it. */
  aliases: Defaulted<string[]>;
  retired_at: Date | null;
}

export interface UnitsTable {
  id: string;
  programme_id: string;
  code: string;
  number: number;
  type: string;
  names: Json<Names>;
  area_id: string;
  retired_at: Date | null;
}

export interface HolidaysTable {
  programme_id: string;
  /** ISO date. */
  day: string;
  names: Json<Names>;
}

export interface CitizensTable {
  id: string;
  programme_id: string;
  phone_sealed: Buffer;
  phone_index: Buffer;
  language: Language | null;
  /** Where she last reported from: offered first next time. */
  area_id: string | null;
  opted_out_at: Date | null;
  /** The SMS conversation under way; see `src/sms/conversation.ts`. */
  conversation: NullableJson<object>;
  conversation_at: Date | null;
  /** The newest notice she agreed to; null: none yet. */
  consent_version: number | null;
  /** Codes of the groups she said she belongs to. */
  groups: Defaulted<string[]>;
  /** When she was asked for her groups: once is enough. */
  groups_asked_at: Date | null;
  /** The day, midnight UTC: see `rememberCitizen`. */
  created_at: Date;
}

export interface ConsentsTable {
  id: string;
  programme_id: string;
  /** Null: anonymous. */
  citizen_id: string | null;
  choice: ConsentChoice;
  version: number;
  language: Language;
  channel: Channel;
  at: Date;
}

export interface UssdSessionsTable {
  /** Channel and the carrier's session id. */
  id: string;
  programme_id: string;
  phone_index: Buffer;
  service_code: string;
  /** Everything typed so far, as the carrier sent it last. */
  transcript: string;
  /** Screen, draft, language, page: see `src/ussd/state.ts`. */
  state: Json<object>;
  /** The last screen as it was sent: an exact repeat gets it again. */
  screen_text: string;
  /** Turns answered; also the optimistic lock. */
  turns: number;
  ended_at: Date | null;
  created_at: Date;
  updated_at: Date;
  /** When it was counted how the call ended, and all that was typed was taken out but what it left unfinished. */
  settled_at: Date | null;
  /** What it left unfinished is to be offered by SMS from then on; null: nothing is, or it has been. */
  offer_at: Date | null;
  /** When nothing in this row is needed any more; null: not settled yet. */
  forget_at: Date | null;
}

export interface CallEndsTable {
  programme_id: string;
  /** The local day on which the calls began. */
  day: string;
  screen: string;
  language: Language;
  how: 'finished' | 'dropped';
  calls: number;
}

export interface GrievancesTable {
  id: string;
  reference: string;
  programme_id: string;
  citizen_id: string | null;
  kind: GrievanceKind;
  stream: Stream;
  category_id: string;
  area_id: string;
  office_id: string | null;
  /** Who owed the answer: where it was routed or passed to by a person. Going up the ladder does not change it. */
  owing_office_id: string | null;
  status: Defaulted<GrievanceStatus>;
  outcome: Outcome | null;
  channel: Channel;
  language: Language;
  text: string;
  /** What filed it (`ussd-<session>`, `sms-<message id>`): the same source never files twice. */
  source: string;
  /** Rungs climbed so far. */
  level: Defaulted<number>;
  filed_at: Date;
  routed_at: Date | null;
  /** When no office was found and a person must choose one. */
  triaged_at: Date | null;
  respond_by: Date | null;
  resolve_by: Date | null;
  /** The calendar date a law gives, where one does; `resolve_by` is never after it. */
  legal_by: Date | null;
  /** The next moment at which this row wants to be looked at: the earliest deadline still standing, or the reminder before it. */
  wake_at: Date | null;
  first_answered_at: Date | null;
  resolved_at: Date | null;
  closed_at: Date | null;
  /** When a deadline was first missed. Never taken back. */
  overdue_at: Date | null;
  /** When a deadline was last found missed: deadlines up to then are dealt with. */
  missed_at: Date | null;
  /** How its reporter may be written to. */
  contact: Defaulted<Contact>;
  /** Keyed hash of the PIN that opens it together with the reference, where one was given. */
  pin_hash: Buffer | null;
  /** Reported for somebody else. */
  is_for_other: Defaulted<boolean>;
  /** The office it is about: it never reaches that office or one below it. */
  about_office_id: string | null;
  /** Others who said "me too". */
  joiners: Defaulted<number>;
  /** When it ended, while not all of them have heard the end; null: all have, or it is open. */
  untold_since: Date | null;
  /** The official of the office who has it; null: nobody in particular. */
  assignee_id: string | null;
  /** The next promise, by which lists are sorted; null: no clock runs. */
  due_by: Date | null;
  /** From when the clock of the present office counts: when it got it, or went on after the citizen's answer. */
  clock_from: Date | null;
  /** Minutes of that office's clock used up before `clock_from`: working ones, or all where every hour counts. */
  clock_used_minutes: Defaulted<number>;
  /** Hours that this clock gives for the first answer and for the end; null: none runs. Later targets do not change them. */
  answer_hours: number | null;
  resolve_hours: number | null;
  /** When the office is to be reminded; null: it was, or has no clock. */
  remind_at: Date | null;
  /** While it waits for the citizen: until when, at most. */
  waiting_until: Date | null;
  /** When she last objected to waiting: after that no question stops the clock. */
  objected_at: Date | null;
  /** Offices that passed it on or handed it back. */
  passed_by: Defaulted<string[]>;
  /** The report that it says the same as. */
  merged_into_id: string | null;
  /** Working minutes from filing to the first answer, and to the end, by the hours of the office that owed it then. */
  answer_worked_minutes: number | null;
  resolve_worked_minutes: number | null;
}

export const HOLDERS = ['office', 'triage', 'citizen'] as const;
/** Whose turn it was. */
export type Holder = (typeof HOLDERS)[number];

export interface HoldingsTable {
  id: string;
  grievance_id: string;
  programme_id: string;
  holder: Holder;
  office_id: string | null;
  from_at: Date;
  /** Null: still. */
  until_at: Date | null;
  /** Working minutes from begin to end by the office's hours; null: still. */
  working_minutes: number | null;
}

export interface PagingsTable {
  grievance_id: string;
  programme_id: string;
  /** How many people have been called. */
  step: Defaulted<number>;
  started_at: Date;
  /** When the next one is; null: somebody has opened it. */
  next_at: Date | null;
  opened_at: Date | null;
  opened_by: string | null;
}

export interface UnmaskingsTable {
  id: string;
  grievance_id: string;
  asked_by: string;
  reason: string;
  asked_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  is_granted: boolean | null;
  /** Until when the number is shown to whoever asked. */
  ends_at: Date | null;
}

export interface JoinsTable {
  grievance_id: string;
  citizen_id: string;
  joined_at: Date;
  /** When she heard the end; null: not yet. */
  told_at: Date | null;
}

export interface PinTriesTable {
  /** Keyed hash of programme and reference; also of references that no report has. */
  reference_index: Buffer;
  /** Wrong PINs since the last right one, and when the last was: guessing is slowed down. */
  failures: number;
  failed_at: Date;
}

export interface GrievanceEventsTable {
  id: string;
  grievance_id: string;
  programme_id: string;
  type: string;
  actor_kind: Actor['kind'];
  /** The API key or account that acted. */
  actor_id: string | null;
  channel: Channel;
  office_id: string | null;
  /** What the caller calls its request: the same one acts once. */
  source: string | null;
  data: Json<Record<string, unknown>>;
  at: Date;
  /** 16 random bytes that enter the hash of its words: the database makes them. */
  salt: ColumnType<Buffer, undefined, never>;
}

/** The chain of a programme's events: never changed, only added to. See `docs/audit.md`. */
export interface EventLinksTable {
  programme_id: string;
  /** From 1, without gaps. */
  seq: number;
  event_id: string;
  /** Of the event: to be known when that is gone. */
  grievance_id: string;
  /** Of its salt, its source and its words. */
  data_hash: Buffer;
  /** Of everything else in it, and `data_hash`. */
  event_hash: Buffer;
  /** Of the link before and `event_hash`. */
  hash: Buffer;
}

/** Events that wait to be linked; the database notes each when it is written. */
export interface UnlinkedEventsTable {
  programme_id: string;
  event_id: string;
  at: Date;
}

export interface MessagesTable {
  id: string;
  programme_id: string | null;
  citizen_id: string | null;
  /** The official it is to or from. */
  account_id: string | null;
  grievance_id: string | null;
  direction: 'in' | 'out';
  carrier: string;
  carrier_message_id: string | null;
  phone_sealed: Buffer | null;
  phone_index: Buffer | null;
  short_code: string;
  text: string;
  /** What takes the place of `text` once that is with the carrier: the same without its PIN. Null: all of it is kept. */
  text_kept: string | null;
  language: Language | null;
  purpose: Purpose | null;
  state: MessageState;
  /** Why it was refused, set aside or not delivered: a word from a closed list, or the carrier's own. */
  reason: string | null;
  /** The carrier's last word on it, as it came. */
  carrier_word: string | null;
  priority: Defaulted<number>;
  attempts: Defaulted<number>;
  segments: number | null;
  cost: string | null;
  created_at: Date;
  /** Out: not before this. */
  due_at: Date | null;
  claimed_at: Date | null;
  settled_at: Date | null;
}

export interface RatingsTable {
  id: string;
  programme_id: string;
  unit_id: string;
  citizen_id: string;
  score: number;
  comment: string | null;
  /** By indicator code: 1 to 5, or 1 for yes and 2 for no. */
  answers: Json<Record<string, number>>;
  language: Language;
  channel: Channel;
  /** The local day; one rating per person, unit and day. */
  rated_on: string;
  created_at: Date;
}

export interface IndicatorsTable {
  id: string;
  programme_id: string;
  code: string;
  unit_types: string[];
  scale: IndicatorScale;
  names: Json<Names>;
  position: number;
  retired_at: Date | null;
}

export interface MeetingsTable {
  id: string;
  programme_id: string;
  code: string;
  area_id: string;
  starts_at: Date;
  /** What it is about. */
  names: Json<Names>;
  /** Where it is held. */
  venues: Json<Names>;
  origin: Defaulted<MeetingOrigin>;
  retired_at: Date | null;
}

export interface ProjectsTable {
  id: string;
  programme_id: string;
  code: string;
  area_id: string;
  names: Json<Names>;
  /** In units of `currency`; as PostgreSQL writes a numeric. */
  amount: string | null;
  /** ISO 4217. */
  currency: string | null;
  state: ProjectState;
  /** The public list it was read in. */
  source: string;
  /** The day that list speaks of. */
  as_of: string;
  position: number;
  retired_at: Date | null;
  /** Who builds it, as the list says. */
  contractor: string | null;
  /** Local days (ISO) as the list says. */
  starts_on: string | null;
  ends_on: string | null;
  origin: Defaulted<ProjectOrigin>;
}

export interface ProjectChecksTable {
  project_id: string;
  citizen_id: string;
  answer: ProjectAnswer;
  language: Language;
  channel: Channel;
  checked_at: Date;
}

export interface Database extends ForumTables, WebhookTables {
  programmes: ProgrammesTable;
  areas: AreasTable;
  offices: OfficesTable;
  categories: CategoriesTable;
  units: UnitsTable;
  holidays: HolidaysTable;
  indicators: IndicatorsTable;
  meetings: MeetingsTable;
  projects: ProjectsTable;
  project_checks: ProjectChecksTable;
  citizens: CitizensTable;
  consents: ConsentsTable;
  ussd_sessions: UssdSessionsTable;
  call_ends: CallEndsTable;
  grievances: GrievancesTable;
  joins: JoinsTable;
  pin_tries: PinTriesTable;
  grievance_events: GrievanceEventsTable;
  event_links: EventLinksTable;
  unlinked_events: UnlinkedEventsTable;
  messages: MessagesTable;
  ratings: RatingsTable;
  api_keys: ApiKeysTable;
  accounts: AccountsTable;
  account_sessions: AccountSessionsTable;
  recovery_codes: RecoveryCodesTable;
  rate_limits: RateLimitsTable;
  holdings: HoldingsTable;
  pagings: PagingsTable;
  unmaskings: UnmaskingsTable;
  overrides: OverridesTable;
  changes: ChangesTable;
  saved_replies: SavedRepliesTable;
  uncounted: UncountedTable;
  counted: CountedTable;
  rollups: RollupsTable;
  charges: ChargesTable;
  backlog: BacklogTable;
  message_counts: MessageCountsTable;
  rating_counts: RatingCountsTable;
  group_counts: GroupCountsTable;
  snapshots: SnapshotsTable;
  releases: ReleasesTable;
  release_files: ReleaseFilesTable;
  chain_digests: ChainDigestsTable;
  listed_cells: ListedCellsTable;
  released_areas: ReleasedAreasTable;
  watches: WatchesTable;
  watch_hits: WatchHitsTable;
  saved_views: SavedViewsTable;
  people_served: PeopleServedTable;
  scorecards: ScorecardsTable;
  scorecard_scores: ScorecardScoresTable;
  actions: ActionsTable;
  report_cards: ReportCardsTable;
}

export type Grievance = Selectable<GrievancesTable>;
export type NewGrievance = Insertable<GrievancesTable>;
export type GrievanceEvent = Selectable<GrievanceEventsTable>;
export type Message = Selectable<MessagesTable>;
export type NewMessage = Insertable<MessagesTable>;
export type Citizen = Selectable<CitizensTable>;
export type UssdSession = Selectable<UssdSessionsTable>;
export type Rating = Selectable<RatingsTable>;
export type ApiKey = Selectable<ApiKeysTable>;
export type Account = Selectable<AccountsTable>;
export type AccountSession = Selectable<AccountSessionsTable>;
export type Holding = Selectable<HoldingsTable>;
export type SavedReply = Selectable<SavedRepliesTable>;
