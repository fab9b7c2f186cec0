import { toDigits } from '../encoding.ts';
import { type Locale, localeOf } from '../locales/index.ts';
import { foldName } from '../routing/fold-name.ts';
import { LANGUAGES, type Language, type Programme } from '../routing/programme.ts';
import { type Slip, slipFrom } from './keyword-slips.ts';
import { SPELLINGS } from './keyword-spellings.ts';

export type Keyword = keyof Locale['keywords'];

/** A keyword found at the beginning of an SMS, and what followed it, as it was typed. */
export interface ReadKeyword {
  readonly keyword: Keyword;
  /** Whose word it is; null when several languages share it. */
  readonly language: Language | null;
  readonly rest: string;
  /** It was not written as it should be, and may be another word after all. */
  readonly isSlip: boolean;
}

/** Keywords that may be followed by more. The others count only when they stand alone: "help, the road is gone" is a report. */
const TAKES_REST: ReadonlySet<Keyword> = new Set(['report', 'status', 'rate', 'language']);

/** Honoured without a doubt only: the very word stops and starts, and one with a letter held too long (`STOPP`). */
const EXACT: ReadonlySet<Keyword> = new Set(['stop', 'start']);

/** As short as yes and no are, every slip of them is another word. */
const SHORT: ReadonlySet<Keyword> = new Set(['yes', 'no']);

interface Known {
  readonly keyword: Keyword;
  readonly language: Language;
  /** As `foldName` makes it. */
  readonly word: string;
  /** A word of the locale: from these a slip counts. A slip of what is a spelling only is too far from any word. */
  readonly isOurs: boolean;
}

/** Every keyword of a language, with what people write for it. Never changes, so it is worked out once. */
const KNOWN = new Map(
  LANGUAGES.map((language) => {
    const { keywords } = localeOf(language);
    const known = (Object.keys(keywords) as Keyword[]).flatMap((keyword): Known[] => {
      const toKnown = (isOurs: boolean) => (word: string) => ({ keyword, language, word: foldName(word), isOurs });
      const spellings = SPELLINGS[language]?.[keyword] ?? [];
      return [...keywords[keyword].map(toKnown(true)), ...spellings.map(toKnown(false))];
    });
    return [language, known];
  }),
);

/** The first word of a text, with the joiners that Bangla writes inside words, and all behind it. */
const FIRST_WORD = /^[^\p{L}\p{N}]*([\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*)[^\p{L}\p{N}]*(.*)$/su;

/**
 * The keyword an SMS begins with, in any language of the programme or English, without regard to case, accents and the
 * marks around it; with one slip of the thumb too, where it stands alone or is followed by what it takes. Null for free
 * text: a word that slips to two keywords, or is one itself in another place, is none. What slipped from STOP or START and
 * stands alone is HELP: it is told how to stop, and reaches nobody.
 */
export function readKeyword(programme: Pick<Programme, 'languages'>, text: string): ReadKeyword | null {
  const [, first = '', rest = ''] = FIRST_WORD.exec(text) ?? [];
  const typed = foldName(first);
  if (typed === '') return null;
  const known = [...new Set<Language>([...programme.languages, 'en'])].flatMap((spoken) => KNOWN.get(spoken) ?? []);
  const phrase = rest === '' ? undefined : known.find(({ word }) => word.includes(' ') && word === foldName(text));
  if (phrase) return { keyword: phrase.keyword, language: phrase.language, rest: '', isSlip: false };
  const exact = known.filter((candidate) => candidate.word === typed || isHeldTooLong(candidate, typed, rest));
  const isSlip = exact.length === 0;
  const meant = isSlip ? known.filter((candidate) => isSlipOf(programme, candidate, typed, rest)) : exact;
  const fitting = meant.filter(({ keyword }) => rest === '' || TAKES_REST.has(keyword));
  const [only, ...others] = fitting;
  const nearStop = isSlip ? fitting.find(({ keyword }) => EXACT.has(keyword)) : undefined;
  if (nearStop) return { keyword: 'help', language: nearStop.language, rest: '', isSlip };
  if (!only || (isSlip && others.some(({ keyword }) => keyword !== only.keyword))) return null;
  const isShared = others.some(({ language }) => language !== only.language);
  return { keyword: only.keyword, language: isShared ? null : only.language, rest: rest.trim(), isSlip };
}

/** A doubled letter makes no other word of STOP. */
function isHeldTooLong({ keyword, word }: Known, typed: string, rest: string): boolean {
  if (!EXACT.has(keyword) || rest !== '' || typed.length <= word.length || word.length < FEWEST_HELD) return false;
  return withoutRuns(typed) === withoutRuns(word);
}

const FEWEST_HELD = 4;

function withoutRuns(word: string): string {
  return word.replace(/(.)\1+/gu, '$1');
}

/**
 * What must follow a keyword that slipped, where more follows at all. Another form of the same word begins a sentence:
 * *Prijavu sam poslala u maju*.
 */
const SLIP_TAKES: Readonly<
  Partial<Record<Keyword, (programme: Pick<Programme, 'languages'>, rest: string, slip: Slip) => boolean>>
> = {
  report: (_programme, _rest, slip) => slip === 'inside',
  status: (_programme, rest) => /^[\d\s\p{Pd}]+$/u.test(toDigits(rest)),
  rate: (_programme, rest) => /\d/.test(toDigits(rest)),
  language: (programme, rest) => readLanguage(programme, rest) !== null,
};

function isSlipOf(
  programme: Pick<Programme, 'languages'>,
  { keyword, word, isOurs }: Known,
  typed: string,
  rest: string,
): boolean {
  if (EXACT.has(keyword)) return rest === '' && slipFrom(word, typed, true) !== null;
  const isAlone = !SHORT.has(keyword) && /^[\d\s\p{Pd}]*$/u.test(toDigits(rest));
  const slip = isOurs ? slipFrom(word, typed, isAlone) : null;
  if (slip === null || rest === '') return slip !== null;
  return SLIP_TAKES[keyword]?.(programme, rest, slip) ?? false;
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
