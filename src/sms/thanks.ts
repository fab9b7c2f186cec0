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

/** Whether a text is nothing but emoji and marks, at least one emoji. */
export function isOnlyEmoji(text: string): boolean {
  return /\p{Extended_Pictographic}/u.test(text) && !/[\p{L}\p{N}]/u.test(text);
}
