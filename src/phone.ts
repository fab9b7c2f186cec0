import { createHmac } from 'node:crypto';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { openText, type SealingKey, type SealPlace, sealText } from './seal.ts';

export type { SealingKey, SealPlace } from './seal.ts';

/** A phone number in E.164 with its plus sign. Exists in memory only: the database holds it sealed. */
export type Phone = string & { readonly __brand: 'Phone' };

const E164 = /^\+[1-9]\d{7,14}$/;

/**
 * The one place where a phone number is read. Accepts what carriers and test clients really send: `+254...`, `254...`,
 * a raw plus that arrived as a space, and the national form `07...` of `region`.
 *
 * @param region ISO 3166-1 alpha-2, for numbers without a country code
 * @returns null when no telephone could have this number
 */
export function parsePhone(raw: string, region: string): Phone | null {
  const compact = raw.trim().replace(/[\s().-]/g, '');
  if (compact.length === 0 || compact.length > 20) return null;
  const candidates = [compact, compact.startsWith('+') || compact.startsWith('0') ? '' : `+${compact}`];
  for (const candidate of candidates.filter(Boolean)) {
    const parsed = parsePhoneNumberFromString(candidate, region as CountryCode);
    if (parsed?.isValid()) return parsed.number as string as Phone;
  }
  return null;
}

/** Whether `raw` is already in the form that `parsePhone` returns: the cheap test for a number that was parsed before. */
export function isE164(raw: string): raw is Phone {
  return E164.test(raw);
}

/** Keyed index of a number: HMAC-SHA-256 under its own key, so that a stolen table cannot be searched by number. */
export function indexPhone(indexKey: Buffer, phone: Phone): Buffer {
  return createHmac('sha256', indexKey).update(phone).digest();
}

/** Seals a number: see `sealText`. */
export function sealPhone(keys: readonly SealingKey[], phone: Phone, place: SealPlace): Buffer {
  return sealText(keys, phone, place);
}

/**
 * Opens what `sealPhone` made.
 *
 * @throws as `openText` does
 */
export function openPhone(keys: readonly SealingKey[], envelope: Buffer, place: SealPlace): Phone {
  return openText(keys, envelope, place) as Phone;
}
