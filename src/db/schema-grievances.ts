import type { ColumnType } from 'kysely';
import type { GrievanceKind, Language, Stream } from '../routing/programme.ts';
import type { Defaulted, Json } from './schema-columns.ts';

// Reports: what they are now, who has them, who looked, and all that happened to them.

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

export const CONTACTS = ['sms', 'neutral', 'none'] as const;
/** How she may be written to about a report: in full, in words that say nothing, or not at all. */
export type Contact = (typeof CONTACTS)[number];

/** Who does something to a grievance, as the event log keeps it. */
export interface Actor {
  readonly kind: 'citizen' | 'official' | 'system';
  /** The API key or account; null for citizens and the system. */
  readonly id: string | null;
  readonly channel: Channel;
  /** What the caller calls this request, so that sending it again does nothing twice. */
  readonly source?: string;
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
