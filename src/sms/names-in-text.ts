import type { Named } from '../routing/find-named.ts';
import { foldName } from '../routing/fold-name.ts';
import type { Area, Category, Language, Programme } from '../routing/programme.ts';
import { stemsOf } from './stems-of.ts';

/** Everything with a name by every name it has, folded, with the most words a name has. */
export interface NameTable<T> {
  readonly byName: ReadonlyMap<string, readonly T[]>;
  /** By the name without the endings of the programme's languages; only what is meant beyond doubt. */
  readonly byStem: ReadonlyMap<string, readonly T[]>;
  readonly mostWords: number;
  readonly languages: readonly Language[];
}

interface Names {
  readonly categories: NameTable<Category>;
  readonly areas: NameTable<Area>;
}

/** A programme never changes and is replaced as a whole, so its tables are as good as fields of it, and go with it. */
const tables = new WeakMap<Programme, Names>();

/** Every name and alias of a programme's categories and places. The root is no answer to "where?" and not among them. */
export function namesOf(programme: Programme): Names {
  const known = tables.get(programme);
  if (known) return known;
  const areas = [...programme.areas.values()].filter((area) => area !== programme.root);
  const { languages } = programme;
  const names = { categories: tabulate(programme.categories.values(), languages), areas: tabulate(areas, languages) };
  tables.set(programme, names);
  return names;
}

function tabulate<T extends Named & Nested<T>>(items: Iterable<T>, languages: readonly Language[]): NameTable<T> {
  const byName = new Map<string, T[]>();
  for (const item of items) {
    for (const name of new Set([...Object.values(item.names), ...(item.aliases ?? [])].map(foldName))) {
      if (name !== '') byName.set(name, [...(byName.get(name) ?? []), item]);
    }
  }
  const mostWords = Math.max(0, ...Array.from(byName.keys(), (name) => name.split(' ').length));
  return { byName, byStem: tabulateStems(byName, languages), mostWords, languages };
}

interface Nested<T> {
  readonly parent: T | null;
}

/** Where a stem can mean several things that do not lie in each other, it means none. */
function tabulateStems<T extends Nested<T>>(
  byName: ReadonlyMap<string, readonly T[]>,
  languages: readonly Language[],
): ReadonlyMap<string, readonly T[]> {
  const byStem = new Map<string, Set<T>>();
  for (const [name, items] of byName) {
    for (const stem of stemsOf(name, languages)) {
      byStem.set(stem, new Set([...(byStem.get(stem) ?? []), ...items]));
    }
  }
  return new Map(
    [...byStem].map(([stem, items]) => [stem, [...items]] as const).filter(([, items]) => isOneLine(items)),
  );
}

function isOneLine<T extends Nested<T>>(items: readonly T[]): boolean {
  const isIn = (one: T, other: T): boolean => one === other || (one.parent !== null && isIn(one.parent, other));
  return items.every((one) => items.every((other) => isIn(one, other) || isIn(other, one)));
}

/** Whether a text is, as it stands, a name of a category or of a place. */
export function isNameOf(programme: Programme, kind: keyof Names, text: string): boolean {
  return namesOf(programme)[kind].byName.has(foldName(text));
}

/** Some words of a text that are a name: what it can mean, and where it stands. */
export interface Mention<T> {
  readonly items: readonly T[];
  readonly at: number;
  readonly length: number;
}

/** Longer than any report by SMS is before it has said what it is about. */
const MOST_WORDS_READ = 150;

/** What the number of a ward is called in another way than in names. */
const SAME_AS: ReadonlyMap<string, string> = new Map([
  ['নম্বর', 'নং'],
  ['নাম্বার', 'নং'],
]);

/** The words of a text as they are compared. */
export function wordsOf(text: string): string[] {
  const folded = text.split(/\s+/).flatMap((word) => foldName(word).split(' '));
  const words = folded.map((word) => SAME_AS.get(word) ?? word);
  return words.filter((word) => word !== '').slice(0, MOST_WORDS_READ);
}

/** The longest name that begins at a word, in another case too (`u Prizrenu`); null: none does. */
export function nameAt<T>(
  { byName, byStem, mostWords, languages }: NameTable<T>,
  words: readonly string[],
  at: number,
): Mention<T> | null {
  for (let length = Math.min(mostWords, words.length - at); length > 0; length -= 1) {
    const typed = words.slice(at, at + length).join(' ');
    const items = byName.get(typed) ?? stemmed(byStem, stemsOf(typed, languages));
    if (items) return { items, at, length };
  }
  return null;
}

/** What any of the stems means, unless two mean different things. */
function stemmed<T>(byStem: ReadonlyMap<string, readonly T[]>, stems: readonly string[]): readonly T[] | undefined {
  const found = stems.flatMap((stem) => byStem.get(stem)?.map((item) => item) ?? []);
  const [first] = stems.map((stem) => byStem.get(stem)).filter((items) => items !== undefined);
  return first && found.every((item) => first.includes(item)) ? first : undefined;
}

/** Every name in the words, from the left, the longest first; none lies over another. */
export function namesIn<T>(table: NameTable<T>, words: readonly string[]): Mention<T>[] {
  const found: Mention<T>[] = [];
  for (let at = 0; at < words.length; ) {
    const mention = nameAt(table, words, at);
    if (mention) found.push(mention);
    at += mention?.length ?? 1;
  }
  return found;
}
