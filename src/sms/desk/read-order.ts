import { VERBS, type Verb } from '../../desk/act.ts';
import { toDigits } from '../../encoding.ts';
import { parseReference } from '../../grievances/reference.ts';
import { type Desk, deskOf } from '../../locales/desk/index.ts';
import { foldName } from '../../routing/fold-name.ts';
import { LANGUAGES, type Language, type Programme } from '../../routing/programme.ts';
import { slipFrom } from '../keyword-slips.ts';
import { readKeyword } from '../keywords.ts';

type Word = keyof Desk['work']['keywords'];
type WithReport = Verb | 'read';

/** What an official's SMS says, as far as it can be read without knowing her reports. */
export type ReadOrder =
  | { readonly says: 'list'; readonly isLate: boolean }
  | { readonly says: 'order'; readonly verb: WithReport; readonly reference: string; readonly text: string }
  /** A number that no report can have. */
  | { readonly says: 'wrong_number'; readonly why: 'shape' | 'check_digit'; readonly typed: string }
  /** A verb and nothing else. */
  | { readonly says: 'no_number'; readonly verb: WithReport }
  /** A number, and words before or behind it that are no verb. */
  | { readonly says: 'no_verb'; readonly reference: string };

interface Known {
  readonly word: Word;
  /** As `foldName` makes it. */
  readonly folded: string;
}

/** The words of each language. Never changes, so it is worked out once. */
const KNOWN = new Map(
  LANGUAGES.map((language) => {
    const { keywords } = deskOf(language).work;
    const words = (Object.keys(keywords) as Word[]).flatMap((word) =>
      keywords[word].map((spelt): Known => ({ word, folded: foldName(spelt) })),
    );
    return [language, words];
  }),
);

const SPACE = '[\\s\\p{P}\\p{S}\\p{Cf}]*';
/** Between the number and her words. */
const GAP = '[\\s:;,.\\p{Pd}\\p{Cf}]*';
const LETTERS = '\\p{L}[\\p{L}\\p{M}\\u200c\\u200d]*';
/** Six to ten digits as they are typed in groups: eight are a reference, the others were meant as one. */
const NUMBER = '\\d(?:[\\s\\p{Pd}\\p{Cf}.]?\\d){5,9}(?!\\d)';
const EIGHT = '\\d(?:[\\s\\p{Pd}\\p{Cf}.]?\\d){7}(?!\\d)';

/** `ACK 48217736`, `ack4821-7736`, `REPLY: 4821 7736 we come`. Eight digits are looked for first: `4821 7736 2 men come`. */
const VERB_FIRST = [EIGHT, NUMBER].map(
  (number) => new RegExp(`^${SPACE}(${LETTERS})${SPACE}(${number})${GAP}(.*)$`, 'su'),
);
/** `4821 7736 ack`. */
const NUMBER_FIRST = [EIGHT, NUMBER].map(
  (number) => new RegExp(`^${SPACE}(${number})${SPACE}(?:(${LETTERS})${GAP}(.*))?$`, 'su'),
);
/** `CLOSE 48217736 it is done`, `not fixed 4821 7736`: a word of ours is missing, or stands where another changes it. */
const WORDS_FIRST = new RegExp(`^${SPACE}(${LETTERS})(?:[\\s\\p{P}]+${LETTERS}){0,2}${SPACE}(${EIGHT})`, 'su');
const WORDS_ALONE = new RegExp(`^${SPACE}(${LETTERS})(?:\\s${SPACE}(${LETTERS}))?${SPACE}$`, 'su');

/**
 * Reads what an official sends, in any language of the programme or English, with a slip of the thumb where it stands by a
 * number. Null: it is none of her work but a citizen's text, as everything is whose first word is a citizen's.
 */
export function readOrder(programme: Pick<Programme, 'languages'>, text: string): ReadOrder | null {
  const keyword = readKeyword(programme, text);
  const isCitizens = keyword !== null && !keyword.isSlip;
  const typed = toDigits(text);
  const digitsGone = (length: number) => text.slice(text.length - length);
  for (const pattern of VERB_FIRST) {
    const [, first = '', number = '', rest = ''] = pattern.exec(typed) ?? [];
    const word = findWord(programme, first, !isCitizens);
    // Behind the number her words stand as she typed them, in the digits of her own script.
    if (number !== '' && isWithReport(word)) return withNumber(word, number, digitsGone(rest.length));
  }
  if (isCitizens) return null;
  for (const pattern of NUMBER_FIRST) {
    const [, number = '', first = '', rest = ''] = pattern.exec(typed) ?? [];
    if (number === '' || first === '') continue;
    const word = findWord(programme, first, true);
    if (isWithReport(word)) return withNumber(word, number, digitsGone(rest.length));
    const parsed = parseReference(number);
    if (parsed.ok) return { says: 'no_verb', reference: parsed.reference };
  }
  const [, begins = '', number = ''] = WORDS_FIRST.exec(typed) ?? [];
  const behind = parseReference(number);
  // `YES 48217736` is a citizen's word, as `HELP` is.
  return behind.ok && readKeyword(programme, begins)?.isSlip !== false
    ? { says: 'no_verb', reference: behind.reference }
    : readAlone(programme, typed);
}

function withNumber(verb: WithReport, number: string, text: string): ReadOrder {
  const parsed = parseReference(number.replaceAll('.', ''));
  if (!parsed.ok) return { says: 'wrong_number', why: parsed.reason, typed: number };
  const words = /[\p{L}\p{N}]/u.test(text) ? text.trim() : '';
  return { says: 'order', verb, reference: parsed.reference, text: words };
}

/** Alone these may be a citizen's answer: *Fixed*, *again*. */
const NOT_ALONE: ReadonlySet<Word> = new Set(['resolve', 'reopen', 'late']);

function readAlone(programme: Pick<Programme, 'languages'>, typed: string): ReadOrder | null {
  const [, first = '', second = ''] = WORDS_ALONE.exec(typed) ?? [];
  const word = findWord(programme, first, true);
  if (word === 'list' && (second === '' || findWord(programme, second, true) === 'late')) {
    return { says: 'list', isLate: second !== '' };
  }
  if (second !== '' || !isWithReport(word) || NOT_ALONE.has(word)) return null;
  return { says: 'no_number', verb: word };
}

function isWithReport(word: Word | null): word is WithReport {
  return word === 'read' || VERBS.some((verb) => verb === word);
}

/** One of our words, or what slipped from just one of them. */
function findWord({ languages }: Pick<Programme, 'languages'>, typed: string, maySlip: boolean): Word | null {
  const folded = foldName(typed);
  const known = [...new Set<Language>([...languages, 'en'])].flatMap((language) => KNOWN.get(language) ?? []);
  const exact = known.find((one) => one.folded === folded);
  if (exact || !maySlip || folded === '') return exact?.word ?? null;
  const meant = new Set(known.filter((one) => slipFrom(one.folded, folded, true) !== null).map(({ word }) => word));
  const [only, ...others] = meant;
  return only !== undefined && others.length === 0 ? only : null;
}
