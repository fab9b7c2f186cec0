import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

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

/** Where a sealed value lives. Part of the seal: a value copied to another row or column does not open. */
export interface SealPlace {
  table: string;
  column: string;
  rowId: string;
}

/** A key with its short id; the id travels in the envelope so that keys can be rotated. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a number with AES-256-GCM under the newest key.
 * Envelope: version (1 byte), key id length (1), key id, IV (12), tag (16), ciphertext.
 */
export function sealPhone(keys: readonly SealingKey[], phone: Phone, place: SealPlace): Buffer {
  const newest = keys[0];
  if (!newest) throw new Error('no sealing key');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(placeBytes(place));
  const sealed = Buffer.concat([cipher.update(phone, 'utf8'), cipher.final()]);
  const id = Buffer.from(newest.id, 'ascii');
  return Buffer.concat([Buffer.from([VERSION, id.length]), id, iv, cipher.getAuthTag(), sealed]);
}

/**
 * Opens what `sealPhone` made.
 *
 * @throws when the key is not among `keys`, or the value was altered or moved to another place
 */
export function openPhone(keys: readonly SealingKey[], envelope: Buffer, place: SealPlace): Phone {
  const idEnd = 2 + (envelope[1] ?? 0);
  const id = envelope.subarray(2, idEnd).toString('ascii');
  const found = keys.find((candidate) => candidate.id === id);
  if (envelope[0] !== VERSION || !found) throw new Error(`no sealing key with the id of this envelope`);
  const iv = envelope.subarray(idEnd, idEnd + IV_BYTES);
  const tag = envelope.subarray(idEnd + IV_BYTES, idEnd + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', found.key, iv).setAAD(placeBytes(place)).setAuthTag(tag);
  const sealed = envelope.subarray(idEnd + IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8') as Phone;
}

function placeBytes(place: SealPlace): Buffer {
  return Buffer.from(`${place.table}/${place.column}/${place.rowId}`, 'utf8');
}
