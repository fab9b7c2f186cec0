import type { ColumnType, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { GrievanceKind, Language, Names, Stream } from '../routing/programme.ts';

/** A column with a default: may be left out when inserting. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** JSON as it comes out; goes in as a string. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;

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

export const ROLES = ['official', 'supervisor', 'triage', 'focal', 'observer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

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
] as const;
export type Purpose = (typeof PURPOSES)[number];

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
  created_at: Date;
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
  /** The next moment at which this row wants to be looked at: the earliest deadline still standing. */
  wake_at: Date | null;
  first_answered_at: Date | null;
  resolved_at: Date | null;
  closed_at: Date | null;
  /** When a deadline was first missed. Never taken back. */
  overdue_at: Date | null;
  /** When a deadline was last found missed: deadlines up to then are dealt with. */
  missed_at: Date | null;
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
}

export interface MessagesTable {
  id: string;
  programme_id: string | null;
  citizen_id: string | null;
  grievance_id: string | null;
  direction: 'in' | 'out';
  carrier: string;
  carrier_message_id: string | null;
  phone_sealed: Buffer | null;
  phone_index: Buffer | null;
  short_code: string;
  text: string;
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
  language: Language;
  channel: Channel;
  /** The local day; one rating per person, unit and day. */
  rated_on: string;
  created_at: Date;
}

export interface ApiKeysTable {
  id: string;
  programme_id: string;
  role: Role;
  office_id: string | null;
  area_id: string | null;
  stream: Stream | null;
  /** SHA-256 of a 256-bit random token: the token itself is shown once and kept nowhere. */
  token_hash: Buffer;
  label: string | null;
  created_at: Date;
  revoked_at: Date | null;
}

export interface Database {
  programmes: ProgrammesTable;
  areas: AreasTable;
  offices: OfficesTable;
  categories: CategoriesTable;
  units: UnitsTable;
  holidays: HolidaysTable;
  citizens: CitizensTable;
  ussd_sessions: UssdSessionsTable;
  grievances: GrievancesTable;
  grievance_events: GrievanceEventsTable;
  messages: MessagesTable;
  ratings: RatingsTable;
  api_keys: ApiKeysTable;
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
