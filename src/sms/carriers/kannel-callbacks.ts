import type { Carrier, DeliveryReport, DeliveryState, Fields, InboundSms } from './carrier.ts';

/**
 * What the delivery value of a report means (Kannel user guide, "Delivery reports"). 4 and 8 come while the message is on
 * its way; the others are the end of it.
 */
const DELIVERY_VALUES: Readonly<Record<string, { state: DeliveryState; word: string }>> = {
  1: { state: 'delivered', word: 'delivered' },
  2: { state: 'undelivered', word: 'undelivered' },
  4: { state: 'sent', word: 'queued_on_smsc' },
  8: { state: 'sent', word: 'taken_by_smsc' },
  16: { state: 'undelivered', word: 'refused_by_smsc' },
};

/** Every report there is: the sum of the values above. */
export const ALL_REPORTS = 31;

/** Our own row id, as we put it into the report's address. */
const ROW_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The callbacks of Kannel's smsbox, in the words of `docs/carriers.md`: Kannel has no names of its own for what it says,
 * its configuration gives them. There is no callback for an opt-out: who says STOP says it in an SMS.
 */
export const kannelCallbacks: Pick<Carrier, 'parseInbound' | 'parseDelivery' | 'parseOptOut'> = {
  parseInbound,
  parseDelivery,
  parseOptOut: () => null,
};

/** The address that smsbox calls with every report about one message; `%d` is where it puts the delivery value. */
export function deliveryAddress(callbackUrl: string, secret: string, messageId: string): string {
  // smsbox fills in what follows a `%`; two of them are one.
  const path = `${callbackUrl}/kannel/${encodeURIComponent(secret)}/delivery`.replaceAll('%', '%%');
  return `${path}?id=${encodeURIComponent(messageId)}&state=%d`;
}

/**
 * The text comes as the hex of its bytes, in the character set that is named beside it: so every letter comes through, be
 * it UTF-8 or UCS-2. What is no text (`8-BIT`: ring tones, settings) is no SMS for us.
 */
function parseInbound(fields: Fields): InboundSms | null {
  const from = readField(fields, 'from').trim();
  const to = readField(fields, 'to').trim();
  const text = decodeText(readField(fields, 'hex').trim(), readField(fields, 'charset').trim());
  if (from === '' || to === '' || text === null) return null;
  return { carrierMessageId: readField(fields, 'id').trim(), from, to, text, sentAt: readTime(fields) };
}

function parseDelivery(fields: Fields): DeliveryReport | null {
  const id = readField(fields, 'id').trim();
  const value = readField(fields, 'state').trim();
  if (!ROW_ID.test(id) || !/^\d{1,3}$/.test(value)) return null;
  const known = Object.hasOwn(DELIVERY_VALUES, value) ? DELIVERY_VALUES[value] : undefined;
  return {
    carrierMessageId: id.toLowerCase(),
    messageId: id.toLowerCase(),
    phone: null,
    state: known?.state ?? null,
    word: known?.word ?? `value_${value}`,
    reason: null,
  };
}

/** Null: the bytes are no text in that character set. */
function decodeText(hex: string, charset: string): string | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return null;
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(Buffer.from(hex, 'hex'));
  } catch {
    return null;
  }
}

/** Seconds since 1970. */
function readTime(fields: Fields): Date | null {
  const text = readField(fields, 'time').trim();
  return /^\d{9,11}$/.test(text) ? new Date(Number(text) * 1000) : null;
}

function readField(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
