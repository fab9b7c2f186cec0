import { COMMON_PASSWORDS } from './common-passwords.ts';

/** What is wrong with a new password. `common`: among the first that are tried. `own`: made of what everybody knows of her. */
export type PasswordProblem = 'short' | 'long' | 'common' | 'own';

/** Short enough to be typed on a phone, long enough with the limits to trying; no rules about kinds of characters. */
export const SHORTEST_PASSWORD = 10;
/** Longer ones are no safer and cost time to hash. */
const LONGEST_PASSWORD = 200;
const FEWEST_DIFFERENT = 5;
/** A known word of at least so many letters, with signs before or behind it, is as easily guessed as the word. */
const SHORTEST_STEM = 5;
/** Letters of her own beside her name. */
const FEWEST_BESIDE_NAME = 6;
/** What anybody would try first at this door. */
const HERE = ['majibu', 'karibu', 'mwananchi', 'grievance', 'malalamiko', 'official'];

/**
 * What is wrong with a password that somebody wants, by NIST 800-63B 5.1.1.2: length, and what is commonly used or has to do
 * with her; nothing about upper case and signs.
 *
 * @param own her sign-in name, her name, her programme's: what must not make up most of it
 * @returns null when it may be used
 */
export function checkPassword(password: string, own: readonly string[]): PasswordProblem | null {
  const folded = password.normalize('NFKC').toLowerCase();
  const letters = [...folded];
  if (letters.length < SHORTEST_PASSWORD) return 'short';
  if (letters.length > LONGEST_PASSWORD) return 'long';
  if (new Set(letters).size < FEWEST_DIFFERENT || isCommon(folded)) return 'common';
  return isOwn(folded, own) ? 'own' : null;
}

function isCommon(folded: string): boolean {
  if (COMMON_PASSWORDS.includes(folded)) return true;
  const stem = stemOf(folded);
  return stem.length >= SHORTEST_STEM && [...HERE, ...COMMON_PASSWORDS.map(stemOf)].includes(stem);
}

/** The letters, without the digits and signs at both ends. */
function stemOf(folded: string): string {
  return folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function isOwn(folded: string, own: readonly string[]): boolean {
  const words = own.flatMap((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  const longestFirst = words.filter(({ length }) => length >= 3).sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return false;
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ''), folded);
  return rest !== folded && rest.replace(/[^\p{L}\p{N}]/gu, '').length < FEWEST_BESIDE_NAME;
}
