import { type Locale, localeOf } from '../locales/index.ts';
import { foldName } from '../routing/fold-name.ts';
import { LANGUAGES, type Language, type Programme } from '../routing/programme.ts';

export type Keyword = keyof Locale['keywords'];

/** A keyword found at the beginning of an SMS, and what followed it, as it was typed. */
export interface ReadKeyword {
  readonly keyword: Keyword;
  /** Whose word it is; null when several languages share it. */
  readonly language: Language | null;
  readonly rest: string;
}

/** Keywords that may be followed by more. The others count only when they stand alone: "help, the road is gone" is a report. */
const TAKES_REST: ReadonlySet<Keyword> = new Set(['report', 'status', 'rate', 'language']);

/** Every keyword of a language as `foldName` makes it. Never changes, so it is worked out once. */
const FOLDED = new Map(
  LANGUAGES.map((language) => {
    const entries = Object.entries(localeOf(language).keywords) as [Keyword, string[]][];
    return [language, entries.flatMap(([keyword, words]) => words.map((word) => ({ keyword, word: foldName(word) })))];
  }),
);

/**
 * The keyword an SMS begins with, in any language of the programme or English, without regard to case, accents and the
 * marks around it. Null for free text.
 */
export function readKeyword(programme: Pick<Programme, 'languages'>, text: string): ReadKeyword | null {
  const [, first = '', rest = ''] = /^[\s\p{P}]*([\p{L}\p{M}\p{N}]+)[\s\p{P}]*(.*)$/su.exec(text) ?? [];
  const typed = foldName(first);
  const languages = [...new Set<Language>([...programme.languages, 'en'])];
  const found = languages.flatMap((language) =>
    (FOLDED.get(language) ?? []).filter(({ word }) => word === typed).map(({ keyword }) => ({ keyword, language })),
  );
  const fitting = found.filter(({ keyword }) => rest === '' || TAKES_REST.has(keyword));
  const [only, another] = fitting;
  if (typed === '' || !only) return null;
  return { keyword: only.keyword, language: another ? null : only.language, rest: rest.trim() };
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
