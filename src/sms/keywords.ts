import { type Locale, localeOf } from '../locales/index.ts';
import { foldName } from '../routing/fold-name.ts';
import type { Language, Programme } from '../routing/programme.ts';

export type Keyword = keyof Locale['keywords'];

/** A keyword found at the beginning of an SMS, and what followed it, as it was typed. */
export interface ReadKeyword {
  readonly keyword: Keyword;
  readonly rest: string;
}

/** Keywords that may be followed by more. The others count only when they stand alone: "help, the road is gone" is a report. */
const TAKES_REST: ReadonlySet<Keyword> = new Set(['report', 'status', 'rate', 'language']);

/**
 * The keyword an SMS begins with, in any language of the programme or English, without regard to case, accents and the
 * marks around it. Null for free text.
 */
export function readKeyword(programme: Pick<Programme, 'languages'>, text: string): ReadKeyword | null {
  const [, first = '', rest = ''] = /^[\s\p{P}]*([\p{L}\p{M}\p{N}]+)[\s\p{P}]*(.*)$/su.exec(text) ?? [];
  const word = foldName(first);
  if (word === '') return null;
  const languages = new Set<Language>([...programme.languages, 'en']);
  for (const language of languages) {
    for (const [keyword, words] of Object.entries(localeOf(language).keywords) as [Keyword, string[]][]) {
      if (!words.some((known) => foldName(known) === word)) continue;
      if (rest === '' || TAKES_REST.has(keyword)) return { keyword, rest: rest.trim() };
    }
  }
  return null;
}

/** The language a word names: its own name or its code, among those of the programme. */
export function readLanguage(programme: Pick<Programme, 'languages'>, text: string): Language | null {
  const word = foldName(text);
  const isCalledSo = (language: Language) => {
    const { self, alsoCalled } = localeOf(language);
    return word === language || [self, ...alsoCalled].some((name) => foldName(name) === word);
  };
  return programme.languages.find(isCalledSo) ?? null;
}
