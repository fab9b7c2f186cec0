import { createHmac, randomInt } from 'node:crypto';

/** Crockford's alphabet: no letter that is taken for a digit or another letter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** A code to be copied by hand: groups of four with hyphens between, five random bits a letter. */
export function makeCode(groups: number): string {
  const letters = Array.from({ length: groups * GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return Array.from({ length: groups }, (_, group) => letters.slice(group * GROUP, (group + 1) * GROUP).join('')).join(
    '-',
  );
}

/** A code as it was typed, with what people confuse put right: any case, any spacing, O for 0, I and L for 1. */
export function readCode(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return letters.replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** What is kept of a code: keyed, so that a stolen table cannot be searched, and bound to its account and purpose. */
export function hashCode(indexKey: Buffer, purpose: 'setup' | 'recovery', accountId: string, typed: string): Buffer {
  return createHmac('sha256', indexKey)
    .update(`${purpose} ${accountId} ${readCode(typed)}`)
    .digest();
}
