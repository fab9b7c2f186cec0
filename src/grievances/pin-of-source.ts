import { createHmac } from 'node:crypto';

const PINS = 10_000;

/**
 * The PIN of a report that an official writes down: the same for the same source, so that a form that is sent twice, or a
 * receipt that is loaded again, shows the one that opens the report. Without the key it cannot be told from a random one; who
 * has the key could try all PINs in a moment anyway.
 */
export function pinOfSource(indexKey: Buffer, source: string): string {
  const digest = createHmac('sha256', indexKey).update(`pin of ${source}`).digest();
  return String(digest.readUIntBE(0, 6) % PINS).padStart(4, '0');
}
