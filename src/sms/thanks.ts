import { localeOf } from '../locales/index.ts';
import { foldName } from '../routing/fold-name.ts';
import { LANGUAGES, type Language, type Programme } from '../routing/programme.ts';

const WORDS = new Map(LANGUAGES.map((language) => [language, new Set(localeOf(language).thanks.map(foldName))]));

/**
 * Whether a text says nothing but thanks: `ok thanks`, `Asante sana!`, `ধন্যবাদ 🙏`. It asks for nothing and answers
 * nothing, whatever was asked.
 */
export function saysOnlyThanks(programme: Pick<Programme, 'languages'>, text: string): boolean {
  const words = foldName(text).split(' ');
  const languages = new Set<Language>([...programme.languages, 'en']);
  return words.every((word) => [...languages].some((language) => WORDS.get(language)?.has(word)));
}

/** Words of thanks that also say how something is, or that it came: an office may have asked for just that. */
const ANSWERS: ReadonlySet<string> = new Set(
  [
    ['good', 'fine', 'great', 'nimepata', 'nzuri', 'safi', 'vizuri', 'vyema', 'nimeona', 'poa'],
    ['আছে', 'পেয়েছি', 'পেলাম', 'ভালো', 'ভাল', 'mirë', 'bukur', 'dobro', 'lepo', 'добро', 'лепо'],
  ]
    .flat()
    .map(foldName),
);

/** Whether words that `saysOnlyThanks` can be the answer to a question as well: `Very good`, `Nimepata`, `আছে`. */
export function mayAnswer(text: string): boolean {
  return foldName(text)
    .split(' ')
    .some((word) => ANSWERS.has(word));
}

/** Whether a text is nothing but emoji and marks, at least one emoji. */
export function isOnlyEmoji(text: string): boolean {
  return /\p{Extended_Pictographic}/u.test(text) && !/[\p{L}\p{N}]/u.test(text);
}
