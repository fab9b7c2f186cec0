import { distance } from 'fastest-levenshtein';

/** In a short word every slip is another word: `rate`, `rats`. */
const FEWEST_LETTERS = 5;
/** A message that is nothing but the word was meant as a keyword more often than not. */
const FEWEST_ALONE = 4;

/** Real words that are a slip away from a keyword, folded: with one of them a complaint may begin. */
const REAL_WORDS: ReadonlySet<string> = new Set(
  [
    'resort',
    'retort',
    'zaba',
    'pijava',
    'basa',
    'rape',
    'raped',
    'rapes',
    'rat',
    'rats',
    'land',
    'dawa',
    'taka',
  ].concat(
    ['haki', 'ভাতা', 'চাল', 'chal'],
    // Beside the words of officials: `funga` is "close" and a letter from "open again", `dont` from "done".
    ['funga', 'dont', 'past', 'pays', 'ready'],
  ),
);

/**
 * `inside`: a letter is wrong, missing, too many, or two neighbours changed places. `ending`: only the last letter differs,
 * as it does between the forms of one word (`raport`, `raporti`; `prijava`, `prijavu`), so that it may be no slip at all.
 */
export type Slip = 'inside' | 'ending';

/**
 * How what was typed slipped from a keyword, both as `foldName` makes them; null: it is another word. One slip, and none in
 * the first letter, which people get right and which tells most words apart (`ocena`, `cena`).
 *
 * @param isAlone the message is nothing but this word, and perhaps a number
 */
export function slipFrom(word: string, typed: string, isAlone = false): Slip | null {
  if (
    word.length < (isAlone ? FEWEST_ALONE : FEWEST_LETTERS) ||
    Math.abs(word.length - typed.length) > 1 ||
    REAL_WORDS.has(typed)
  )
    return null;
  if (isSwap(word, typed)) return 'inside';
  if (word[0] !== typed[0] || distance(word, typed) !== 1) return null;
  return typed.startsWith(word.slice(0, -1)) ? 'ending' : 'inside';
}

/** Two neighbours changed places. */
function isSwap(word: string, typed: string): boolean {
  if (word.length !== typed.length) return false;
  const at = word.split('').findIndex((letter, index) => letter !== typed[index]);
  return (
    at !== -1 && word[at] === typed[at + 1] && word[at + 1] === typed[at] && word.slice(at + 2) === typed.slice(at + 2)
  );
}
