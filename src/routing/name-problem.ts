import { foldForAir, measure } from '../encoding.ts';
import type { Language } from './programme.ts';

/** Languages whose own letters GSM-7 has none of. In each of the others one such letter makes a whole text cost double. */
const NOT_LATIN: ReadonlySet<Language> = new Set(['bn']);
/** Most names: letters that GSM-7 has as they are. To look at each of them takes most of the time in which a long list is read. */
const PLAIN = /^[A-Za-z0-9 .,:;'"()/&%+-]*$/;

/**
 * What is wrong with a name that a phone will show, and how to mend it; null: nothing.
 *
 * @param limit the longest that fits, in UTF-16 units
 */
export function nameProblem(name: string, language: Language, limit: number): string | null {
  if (name === '') return 'is empty; write the name in this language';
  if (/\p{Cc}/u.test(name)) return 'holds a line end or a control character; write it on one line';
  if (name.length > limit) return `has ${name.length} characters, at most ${limit} fit; shorten it`;
  return letterProblem(name, language);
}

/**
 * What is wrong with the letters of a name in a language of Latin letters; null: nothing. With one that GSM-7 does not
 * have, also after `foldForAir`, every screen and SMS that says the name holds less than half (3GPP TS 23.038).
 */
export function letterProblem(name: string, language: Language): string | null {
  if (NOT_LATIN.has(language) || PLAIN.test(name)) return null;
  const letter = Array.from(name.normalize('NFC')).find((one) => measure(foldForAir(one)).encoding !== 'gsm7');
  if (letter === undefined) return null;
  return `holds ${JSON.stringify(letter)}, for which a screen and an SMS lose more than half of their room; write it in plain letters`;
}
