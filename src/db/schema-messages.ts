import type { Language } from '../routing/programme.ts';
import type { Defaulted } from './schema-columns.ts';

// SMS, in and out.

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
