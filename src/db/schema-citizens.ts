import type { Language } from '../routing/programme.ts';
import type { Defaulted, Json, NullableJson } from './schema-columns.ts';
import type { Channel } from './schema-grievances.ts';

// Citizens: what they agreed to, their calls, and what they say besides reports.

export const CONSENT_CHOICES = ['agreed', 'anonymous', 'told'] as const;
/** What she said to the first-contact notice. `told`: nothing yet, it was sent to her behind what she had filed. */
export type ConsentChoice = (typeof CONSENT_CHOICES)[number];

export const PROJECT_ANSWERS = ['done', 'started', 'nothing'] as const;
/** What a resident found. */
export type ProjectAnswer = (typeof PROJECT_ANSWERS)[number];

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

export interface ProjectChecksTable {
  project_id: string;
  citizen_id: string;
  answer: ProjectAnswer;
  language: Language;
  channel: Channel;
  checked_at: Date;
}
