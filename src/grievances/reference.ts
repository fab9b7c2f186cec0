import { randomInt } from 'node:crypto';
import { toDigits } from '../encoding.ts';

/**
 * The totally anti-symmetric quasigroup of order 10 from H. Michael Damm, "Total anti-symmetrische Quasigruppen"
 * (Marburg 2004), p. 111: with it one check digit catches every wrong digit and every swap of two neighbours.
 */
const QUASIGROUP = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** The Damm digit of a row of digits; 0 when the last of them is already the check digit. */
function dammDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = QUASIGROUP[interim]?.[Number(digit)] ?? 0;
  return interim;
}

/**
 * A new reference: seven random digits and a Damm check digit, as eight ASCII digits. The first is never 0, so that no
 * spreadsheet shortens it. It may already be in use: the unique column says so, and the caller draws again.
 *
 * @param random as `crypto.randomInt`: an integer from `min` up to but not including `max`
 */
export function makeReference(random: (min: number, max: number) => number = randomInt): string {
  const digits = String(random(1_000_000, 10_000_000));
  return `${digits}${dammDigit(digits)}`;
}

/** `shape`: not eight digits that begin with 1-9. `check_digit`: mistyped, and worth asking for again. */
export type ParsedReference = { ok: true; reference: string } | { ok: false; reason: 'shape' | 'check_digit' };

/** Reads a reference as a person types it: with spaces, dashes or digits of her own script. */
export function parseReference(text: string): ParsedReference {
  const reference = toDigits(text).replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '');
  if (!/^[1-9]\d{7}$/.test(reference)) return { ok: false, reason: 'shape' };
  return dammDigit(reference) === 0 ? { ok: true, reference } : { ok: false, reason: 'check_digit' };
}

/** The reference as people see it: `48217739` is `4821 7739`. */
export function showReference(reference: string): string {
  return `${reference.slice(0, 4)} ${reference.slice(4)}`;
}
