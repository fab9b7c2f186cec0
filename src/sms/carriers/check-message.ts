import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isE164 } from '../../phone.ts';
import type { OutgoingSms, SendResult } from './carrier.ts';

/** A short code, or a sender name of up to 11 characters (3GPP TS 23.040, 9.1.2.5). */
const SENDER = /^(?:\+?\d{3,15}|[A-Za-z0-9 _.&-]{1,11})$/;

/**
 * What no carrier needs to be asked about. Null: it can be sent. A number passes when its country has numbers of that
 * length: whether the newest range of an operator is known here says nothing about whether it rings.
 */
export function checkMessage(message: OutgoingSms, from: string): SendResult | null {
  if (!isE164(message.to)) return { outcome: 'refused', reason: 'invalid_number', detail: 'not_e164' };
  if (!parsePhoneNumberFromString(message.to)?.isPossible()) {
    return { outcome: 'refused', reason: 'invalid_number', detail: 'no_such_country_or_length' };
  }
  if (!SENDER.test(from)) return { outcome: 'refused', reason: 'sender_not_allowed', detail: 'not_a_sender' };
  if (typeof message.text !== 'string' || message.text.trim() === '') {
    return { outcome: 'refused', reason: 'rejected', detail: 'empty_text' };
  }
  return null;
}
