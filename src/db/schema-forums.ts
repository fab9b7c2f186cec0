import type { Language, Names } from '../routing/programme.ts';
import type { Defaulted, Json } from './schema-columns.ts';

// Meetings, promises and votes. `meetings` itself is in schema.ts: files bring rows of it too.

export const MEETING_ORIGINS = ['files', 'console'] as const;
/** Where a meeting was entered. */
export type MeetingOrigin = (typeof MEETING_ORIGINS)[number];

export interface MeetingAgreementsTable {
  citizen_id: string;
  area_id: string;
  programme_id: string;
  channel: 'ussd' | 'sms';
  language: Language;
  agreed_at: Date;
  /** When she took it back; null: it holds. */
  ended_at: Date | null;
}

export interface ForumsTable {
  meeting_id: string;
  programme_id: string;
  /** Four digits, told in the room. */
  code: string;
  created_by: string;
  created_at: Date;
  /** How many came; null: they are counted, one by one. */
  came: Defaulted<number | null>;
  /** When it was forgotten who came; null: it is known. */
  forgotten_at: Defaulted<Date | null>;
}

export interface AttendancesTable {
  meeting_id: string;
  citizen_id: string;
  came_at: Date;
}

export interface MeetingTriesTable {
  citizen_id: string;
  /** Wrong numbers, forgotten a day after the last, and when that was. */
  failures: number;
  failed_at: Date;
}

export interface PromisesTable {
  id: string;
  programme_id: string;
  meeting_id: string;
  office_id: string;
  /** What was promised. */
  names: Json<Names>;
  /** The last day, ISO. */
  due_on: string;
  created_by: string;
  created_at: Date;
  /** When those who came were asked what became of it. */
  asked_at: Date | null;
  /** Until when an answer counts. */
  closes_at: Date | null;
  /** What was answered, once it is forgotten by whom; null: the answers are counted. */
  asked: Defaulted<number | null>;
  kept: Defaulted<number | null>;
  broken: Defaulted<number | null>;
  forgotten_at: Defaulted<Date | null>;
}

export interface PromiseAnswersTable {
  promise_id: string;
  citizen_id: string;
  asked_at: Date;
  /** The SMS by which she was asked last; null: one of before this was kept. */
  message_id: Defaulted<string | null>;
  is_kept: boolean | null;
  answered_at: Date | null;
}

export const MAILING_KINDS = ['announcement', 'promise', 'question'] as const;
export type MailingKind = (typeof MAILING_KINDS)[number];

export const MAILING_STATES = ['running', 'stopped', 'over'] as const;
export type MailingState = (typeof MAILING_STATES)[number];

export interface MailingsTable {
  id: string;
  programme_id: string;
  meeting_id: string;
  promise_id: string | null;
  kind: MailingKind;
  state: MailingState;
  /** Null: by itself, when a promise was due. */
  started_by: string | null;
  started_at: Date;
  changed_at: Date;
  /** How far it came, once it is forgotten to whom; null: the recipients are counted. */
  sent: Defaulted<number | null>;
  failed: Defaulted<number | null>;
  left_out: Defaulted<number | null>;
  forgotten_at: Defaulted<Date | null>;
}

export interface MailingRecipientsTable {
  mailing_id: string;
  citizen_id: string;
  /** Her SMS; null: not written. */
  message_id: string | null;
  written_at: Date | null;
  left_out: 'withdrawn' | 'too_late' | null;
}

export interface MailingLimitsTable {
  programme_id: string;
  sms_per_day: number;
  changed_by: string;
  changed_at: Date;
}

export interface VotesTable {
  id: string;
  programme_id: string;
  /** Whose vote it is, with all its parts. */
  area_id: string;
  names: Json<Names>;
  opens_at: Date;
  closes_at: Date;
  created_by: string;
  created_at: Date;
  cancelled_at: Defaulted<Date | null>;
  /** When it was forgotten which phones have voted; null: it is known. */
  forgotten_at: Defaulted<Date | null>;
}

export interface VoteProposalsTable {
  vote_id: string;
  /** From 1: the key on the phone. */
  number: number;
  names: Json<Names>;
  votes: Defaulted<number>;
}

export interface VotePhonesTable {
  vote_id: string;
  phone_hash: Buffer;
}

/** The tables of this file, as a part of `Database`. */
export interface ForumTables {
  meeting_agreements: MeetingAgreementsTable;
  forums: ForumsTable;
  attendances: AttendancesTable;
  meeting_tries: MeetingTriesTable;
  promises: PromisesTable;
  promise_answers: PromiseAnswersTable;
  mailings: MailingsTable;
  mailing_recipients: MailingRecipientsTable;
  mailing_limits: MailingLimitsTable;
  votes: VotesTable;
  vote_proposals: VoteProposalsTable;
  vote_phones: VotePhonesTable;
}
