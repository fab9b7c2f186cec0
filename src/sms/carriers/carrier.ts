import type { Phone } from '../../phone.ts';

/** Why a message was certainly not sent. Closed: a carrier maps its own words to one of these. */
export const REFUSALS = {
  invalid_number: { isRetryable: false },
  opted_out: { isRetryable: false },
  unroutable: { isRetryable: false },
  sender_not_allowed: { isRetryable: false },
  rejected: { isRetryable: false },
  no_credit: { isRetryable: true },
  bad_credentials: { isRetryable: true },
  throttled: { isRetryable: true },
  unreachable: { isRetryable: true },
} as const satisfies Record<string, { isRetryable: boolean }>;
export type Refusal = keyof typeof REFUSALS;

/** One SMS to one phone. */
export interface OutgoingSms {
  /** Row id of the message, for the log. */
  id: string;
  to: Phone;
  /** Short code or sender name. */
  from: string;
  /** Already folded for the air and known to fit. */
  text: string;
}

/**
 * What became of a send. `unknown` means the carrier may have sent it (time-out, reset, 5xx): never sent again by itself.
 * `detail` is the carrier's own code, without number or text.
 */
export type SendResult =
  | { outcome: 'accepted'; carrierMessageId: string; cost?: string }
  | { outcome: 'refused'; reason: Refusal; detail?: string }
  | { outcome: 'unknown'; detail: string };

/** An SMS as it came in. `sentAt` is the carrier's own time, null when it gave none we can read. */
export interface InboundSms {
  carrierMessageId: string;
  from: string;
  to: string;
  text: string;
  sentAt: Date | null;
}

export const DELIVERY_STATES = ['sent', 'delivered', 'undelivered'] as const;
/** `sent` is not final; the other two are, and the first final one wins. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A delivery report. `state` null: a word we do not know; it is kept, and changes nothing. */
export interface DeliveryReport {
  carrierMessageId: string;
  /** Row id of the message, where the carrier hands ours back: then nothing else is needed to find it. */
  messageId?: string;
  phone: string | null;
  state: DeliveryState | null;
  /** The carrier's own word, kept as it came. */
  word: string;
  reason: string | null;
}

export interface OptOut {
  sender: string;
  phone: string;
}

/** A form or JSON body after parsing: unknown keys and shapes are normal. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * One provider: one file that implements this, and one line in `carriers/index.ts`. Knows nothing of the web server, the
 * database or the domain. The parsers return null for what is not such a callback; they never throw.
 */
export interface Carrier {
  readonly name: string;
  /** Sends one message. Never throws; has its own time limit, follows no redirects. */
  send(message: OutgoingSms): Promise<SendResult>;
  parseInbound(fields: Fields): InboundSms | null;
  parseDelivery(fields: Fields): DeliveryReport | null;
  parseOptOut(fields: Fields): OptOut | null;
}
