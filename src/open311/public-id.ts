import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { parse, stringify, validate } from 'uuid';
import type { Config } from '../config.ts';

const ID = /^[0-9a-f]{32}$/;

/**
 * What a report is called in public lists: nothing that leads to its reference or tells when it was filed, and the same each time.
 * The row id as one block under AES-256: the key is made of the index key, so nothing is stored. (One block of 128 bits that never
 * repeats is what the cipher itself is for; there is nothing to chain.)
 */
export function toPublicId(config: Pick<Config, 'indexKey'>, rowId: string): string {
  const cipher = createCipheriv('aes-256-ecb', keyOf(config), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(parse(rowId)), cipher.final()]).toString('hex');
}

/** The row id behind a public one; null: it is none of ours. */
export function fromPublicId(config: Pick<Config, 'indexKey'>, publicId: string): string | null {
  if (!ID.test(publicId)) return null;
  const decipher = createDecipheriv('aes-256-ecb', keyOf(config), null).setAutoPadding(false);
  const bytes = Buffer.concat([decipher.update(Buffer.from(publicId, 'hex')), decipher.final()]);
  const rowId = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return validate(rowId) ? stringify(bytes) : null;
}

function keyOf({ indexKey }: Pick<Config, 'indexKey'>): Buffer {
  return createHmac('sha256', indexKey).update('majibu open311 request ids').digest();
}
