import { distance } from 'fastest-levenshtein';
import { foldName } from './fold-name.ts';
import type { Names } from './programme.ts';

/** Anything people call by a name: areas, categories, units. */
export interface Named {
  readonly names: Names;
  readonly aliases?: readonly string[];
}

/** One name of one thing, ready to be compared. */
interface Spelling {
  /** As `foldName` makes it. */
  readonly words: string;
  readonly wordList: readonly string[];
  /** `words` without spaces and with doubled letters once: `shimba hills` is `shimbahils`. */
  readonly squashed: string;
  readonly numbers: string;
  /** Which letters occur, as 32 bits: two spellings that differ in many bits are many slips apart. */
  readonly letters: number;
  /** How many slips may lie between this and another spelling. */
  readonly forgives: number;
  /** Has a word that says something: three letters, or a number. */
  readonly hasTellingWord: boolean;
}

/** All spellings of all items, in the items' order. */
export type NameIndex<T> = readonly { readonly item: T; readonly spelling: Spelling }[];

/** What was typed, and which items may answer to it. */
export interface NameQuery<T> {
  readonly words: string;
  readonly accepts: (item: T) => boolean;
}

/** How well a name fits, best first: all of it, its beginning, the beginnings of its words, or with slips of the thumb. */
export type NameFit = 'exact' | 'prefix' | 'words' | 'slip';

export interface NameMatch<T> {
  readonly item: T;
  readonly fit: NameFit;
  /** 0 but for `slip`: letters wrong, missing, too many or swapped. */
  readonly slips: number;
}

const ORDER: Readonly<Record<NameFit, number>> = { exact: 0, prefix: 1, words: 2, slip: 3 };

/** Sorts better fits first and fewer slips first; 0 for fits that are equally good. */
export function compareMatches(a: NameMatch<unknown>, b: NameMatch<unknown>): number {
  return ORDER[a.fit] - ORDER[b.fit] || a.slips - b.slips;
}

/** Slips forgiven in a name of so many letters. In three letters every name is close to every other. */
function forgiven(length: number): number {
  if (length < 4) return 0;
  if (length < 8) return 1;
  return length < 13 ? 2 : 3;
}

function spell(words: string): Spelling {
  const squashed = words.replace(/ /g, '').replace(/(\p{L})\1+/gu, '$1');
  let letters = 0;
  for (let at = 0; at < squashed.length; at += 1) letters |= 1 << (squashed.charCodeAt(at) % 32);
  const wordList = words.split(' ');
  return {
    words,
    wordList,
    squashed,
    numbers: (words.match(/\d+/g) ?? []).join(' '),
    letters,
    forgives: forgiven(squashed.length),
    hasTellingWord: wordList.some((word) => word.length >= 3 || /\d/.test(word)),
  };
}

/**
 * Spelled once per item. What a programme holds never changes and goes away with it, so this is as good as a field of the
 * item; spelling some dozen categories anew would take a millisecond for every word of a message.
 */
const spelled = new WeakMap<Named, readonly Spelling[]>();

function spellingsOf(item: Named): readonly Spelling[] {
  const known = spelled.get(item);
  if (known) return known;
  const names = [...Object.values(item.names), ...(item.aliases ?? [])];
  const halves = names.filter((name) => name.includes('/')).flatMap((name) => name.split('/'));
  const folded = new Set([...names, ...halves].map(foldName).filter(Boolean));
  const spellings = Array.from(folded, spell);
  spelled.set(item, spellings);
  return spellings;
}

/** Prepares items for `searchNames`. A name with a slash (`Mji Wa Kale/Makadara`) answers to either half as well. */
export function indexNames<T extends Named>(items: Iterable<T>): NameIndex<T> {
  return Array.from(items).flatMap((item) => spellingsOf(item).map((spelling) => ({ item, spelling })));
}

/** A number is a name of its own: `ward 1` is not the beginning of `ward 12`. */
function isCutNumber(text: string, at: number): boolean {
  return /\d\d/.test(text.slice(at - 1, at + 1));
}

function begins(name: string, typed: string): boolean {
  return name.startsWith(typed) && !isCutNumber(name, typed.length);
}

function isSame(typed: Spelling, name: Spelling): boolean {
  return name.squashed === typed.squashed && name.numbers === typed.numbers;
}

function fitOf(typed: Spelling, name: Spelling): NameFit | null {
  // Whatever fits has every letter that was typed: this is what keeps most names from being compared at all.
  if ((typed.letters & ~name.letters) !== 0) return null;
  if (isSame(typed, name)) return 'exact';
  // One letter begins too many names, and `aaaa` squashed is one letter.
  if (typed.words.length >= 2 && begins(name.words, typed.words)) return 'prefix';
  if (typed.squashed.length >= 3 && begins(name.squashed, typed.squashed)) return 'prefix';
  if (name.wordList.length < 2 || !typed.hasTellingWord) return null;
  return typed.wordList.every((word) => name.wordList.some((candidate) => begins(candidate, word))) ? 'words' : null;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * Slips between two texts, `limit + 1` when there are more than `limit`. Two neighbours that changed places are one slip,
 * the commonest after a wrong key; to the library they are two.
 */
function countSlips(typed: string, name: string, limit: number): number {
  let slips = distance(typed, name);
  if (slips <= 1 || slips > limit + 1) return Math.min(slips, limit + 1);
  for (let at = 0; at + 1 < typed.length; at += 1) {
    const swapped = `${typed.slice(0, at)}${typed[at + 1]}${typed[at]}${typed.slice(at + 2)}`;
    slips = Math.min(slips, 1 + distance(swapped, name));
  }
  return slips;
}

/** Slips between what was typed and a name, or null when there are more than are forgiven. */
function slipsOf(typed: Spelling, name: Spelling): number | null {
  // A wrong digit is another ward, never a slip.
  if (typed.forgives === 0 || name.forgives === 0 || typed.numbers !== name.numbers) return null;
  // What keeps most names from being compared at all: one slip adds or takes at most one letter, and changes at most two
  // of the set.
  const longer = typed.squashed.length - name.squashed.length;
  if (longer > typed.forgives || -longer > typed.forgives) return null;
  if (countBits(typed.letters ^ name.letters) > 2 * typed.forgives) return null;
  const limit = Math.min(typed.forgives, name.forgives);
  if (limit === 1 && typed.squashed[0] !== name.squashed[0]) return null;
  const slips = countSlips(typed.squashed, name.squashed, limit);
  return slips <= limit ? slips : null;
}

// The two passes over all spellings are loops and not `flatMap`: with some thousand names that is half of the time.
function findFits<T>(index: NameIndex<T>, { words, accepts }: NameQuery<T>): NameMatch<T>[] {
  const typed = spell(words);
  const matches: NameMatch<T>[] = [];
  for (const { item, spelling } of index) {
    const fit = fitOf(typed, spelling);
    if (fit !== null && accepts(item)) matches.push({ item, fit, slips: 0 });
  }
  return matches;
}

function findSlips<T>(index: NameIndex<T>, { words, accepts }: NameQuery<T>): NameMatch<T>[] {
  const typed = spell(words);
  const matches: NameMatch<T>[] = [];
  for (const { item, spelling } of index) {
    const slips = slipsOf(typed, spelling);
    if (slips !== null && accepts(item)) matches.push({ item, fit: 'slip', slips });
  }
  return matches;
}

/** The items one of whose names is what was typed, in the items' order. The queries are as for `searchNames`. */
export function findSame<T>(index: NameIndex<T>, queries: readonly NameQuery<T>[]): T[] {
  const found = queries.flatMap(({ words, accepts }) => {
    const typed = spell(words);
    return index.filter(({ item, spelling }) => isSame(typed, spelling) && accepts(item)).map(({ item }) => item);
  });
  return [...new Set(found)];
}

/**
 * Every item one of whose names fits one of the queries, each once with its best fit, best first; equals keep the items'
 * order. Slips are looked for only when nothing fits without them.
 *
 * @param queries ways to read what was typed, their words made by `foldName`; empty ones are skipped
 */
export function searchNames<T>(index: NameIndex<T>, queries: readonly NameQuery<T>[]): NameMatch<T>[] {
  const asked = queries.filter(({ words }) => words !== '');
  const clean = asked.flatMap((query) => findFits(index, query));
  const matches = clean.length > 0 ? clean : asked.flatMap((query) => findSlips(index, query));
  const best = new Map<T, NameMatch<T>>();
  for (const match of matches) {
    const known = best.get(match.item);
    if (!known || compareMatches(match, known) < 0) best.set(match.item, match);
  }
  return [...best.values()].sort(compareMatches);
}

/**
 * The items that a typed name can mean, best first: for lists of some dozens, such as categories and units. Of the
 * fits only the best kind is returned, so one exact name is one answer.
 */
export function findNamed<T extends Named>(items: Iterable<T>, typed: string): T[] {
  const matches = searchNames(indexNames(items), [{ words: foldName(typed), accepts: () => true }]);
  return matches.filter(({ fit }) => fit === matches[0]?.fit).map(({ item }) => item);
}
