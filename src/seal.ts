import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

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
 * Seals a text with AES-256-GCM under the newest key.
 * Envelope: version (1 byte), key id length (1), key id, IV (12), tag (16), ciphertext.
 */
export function sealText(keys: readonly SealingKey[], text: string, place: SealPlace): Buffer {
  const newest = keys[0];
  if (!newest) throw new Error('no sealing key');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(placeBytes(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const id = Buffer.from(newest.id, 'ascii');
  return Buffer.concat([Buffer.from([VERSION, id.length]), id, iv, cipher.getAuthTag(), sealed]);
}

/**
 * Opens what `sealText` made.
 *
 * @throws when the key is not among `keys`, or the value was altered or moved to another place
 */
export function openText(keys: readonly SealingKey[], envelope: Buffer, place: SealPlace): string {
  const idEnd = 2 + (envelope[1] ?? 0);
  const id = envelope.subarray(2, idEnd).toString('ascii');
  const found = keys.find((candidate) => candidate.id === id);
  if (envelope[0] !== VERSION || !found) throw new Error(`no sealing key with the id of this envelope`);
  const iv = envelope.subarray(idEnd, idEnd + IV_BYTES);
  const tag = envelope.subarray(idEnd + IV_BYTES, idEnd + IV_BYTES + TAG_BYTES);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv('aes-256-gcm', found.key, iv, options).setAAD(placeBytes(place)).setAuthTag(tag);
  const sealed = envelope.subarray(idEnd + IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
}

function placeBytes(place: SealPlace): Buffer {
  return Buffer.from(`${place.table}/${place.column}/${place.rowId}`, 'utf8');
}
