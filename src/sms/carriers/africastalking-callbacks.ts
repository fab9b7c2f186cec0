import type { Carrier, DeliveryReport, DeliveryState, Fields, InboundSms, OptOut } from './carrier.ts';

/** Africa's Talking's delivery words, letters only and in lower case: case and spelling vary between its products. */
const DELIVERY_WORDS: Readonly<Record<string, DeliveryState>> = {
  sent: 'sent',
  submitted: 'sent',
  buffered: 'sent',
  success: 'delivered',
  delivered: 'delivered',
  failed: 'undelivered',
  rejected: 'undelivered',
  absentsubscriber: 'undelivered',
  expired: 'undelivered',
};

/** Theirs have some 40 characters; a longer one is no id of a message that was sent. */
const MAX_ID_CHARACTERS = 128;
/** Longer is no word of a carrier's: it is kept only so far. */
const MAX_WORD_CHARACTERS = 64;

/** May be a number: the words of carriers have none. */
const DIGIT_RUN = /\+?\d[\d\s-]{4,}\d/g;

/** A failure reason as the carrier's documents spell them, e.g. `UserInBlackList`; anything else could hold a number. */
const REASON = /^[A-Za-z][A-Za-z_ ]{0,63}$/;

/** `2017-05-03 06:04:45`: the carrier's second format, in UTC, without seconds where a proxy cut it. */
const PLAIN_DATE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/**
 * The callbacks of Africa's Talking as values: form or JSON, fields in any order, missing, repeated or numeric. Apart from
 * the carrier itself because the simulator knocks on the same doors.
 */
export const africastalkingCallbacks: Pick<Carrier, 'parseInbound' | 'parseDelivery' | 'parseOptOut'> = {
  parseInbound,
  parseDelivery,
  parseOptOut,
};

/** An id may be missing (then it is empty) and means nothing: a UUID, `ATXid_...` or an integer. An empty text is an SMS too. */
function parseInbound(fields: Fields): InboundSms | null {
  const from = readField(fields, 'from').trim();
  const to = readField(fields, 'to').trim();
  if (from === '' || to === '') return null;
  return {
    carrierMessageId: readField(fields, 'id').trim(),
    from,
    to,
    text: readField(fields, 'text'),
    sentAt: parseDate(readField(fields, 'date').trim()),
  };
}

function parseDelivery(fields: Fields): DeliveryReport | null {
  const carrierMessageId = readField(fields, 'id').trim();
  const word = readField(fields, 'status').trim();
  if (carrierMessageId === '' || carrierMessageId.length > MAX_ID_CHARACTERS || word === '') return null;
  const reason = readField(fields, 'failureReason').trim();
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  return {
    carrierMessageId,
    phone: readField(fields, 'phoneNumber').trim() || null,
    state: Object.hasOwn(DELIVERY_WORDS, letters) ? (DELIVERY_WORDS[letters] ?? null) : null,
    word: word.replace(DIGIT_RUN, '#').slice(0, MAX_WORD_CHARACTERS),
    reason: REASON.test(reason) ? reason : null,
  };
}

function parseOptOut(fields: Fields): OptOut | null {
  const sender = readField(fields, 'senderId').trim();
  const phone = readField(fields, 'phoneNumber').trim();
  return sender === '' || phone === '' ? null : { sender, phone };
}

/** The field as text; of a repeated one the last that is not empty; empty when it is missing or no scalar. */
function readField(fields: Fields, name: string): string {
  const value = fields[name];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const given = values.map((item) => (typeof item === 'string' || typeof item === 'number' ? String(item) : ''));
  return given.findLast((text) => text.trim() !== '') ?? given.at(-1) ?? '';
}

function parseDate(text: string): Date | null {
  if (text === '') return null;
  const plain = PLAIN_DATE.exec(text);
  const date = new Date(plain ? `${plain[1]}T${plain[2]}Z` : text);
  return Number.isNaN(date.getTime()) ? null : date;
}
