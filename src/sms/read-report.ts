import { foldName } from '../routing/fold-name.ts';
import type { Area, Category, Programme } from '../routing/programme.ts';
import type { ReportDraft } from './conversation.ts';
import { type Mention, nameAt, namesIn, namesOf, wordsOf } from './names-in-text.ts';
import { MOST_OPTIONS } from './numbered.ts';
import { saysWhat } from './says-what.ts';
import { soundsSealed } from './sounds-sealed.ts';

/**
 * What one SMS after REPORT tells: `water Likoni no water since Monday`. The category is what the words begin with, or what
 * follows the place they begin with: further in, a word says something about the matter and not what it is. The place may
 * stand anywhere. Only whole names and aliases count, in any language and script of the programme; nothing is guessed.
 * Her words are kept as they are, unless they are nothing but a place and what it is about at large (`water Likoni`): where
 * they name a kind of problem, or one word more, they have said it.
 *
 * Where anything in them is a word of a sealed category, an ordinary one is not taken: she is asked, so that no office
 * reads by mistake what is not for it.
 */
export function readReport(programme: Programme, text: string): ReportDraft {
  if (!saysWhat(programme, text)) return {};
  const words = wordsOf(text);
  const places = namesIn(namesOf(programme).areas, words).filter((place) => !isTheMatter(programme, words, place));
  const first = findCategory(programme, words, places);
  const category = first && mostExact(programme, words, first);
  const codes = toCodes(programme, words, places);
  const names = [...places, ...(first ? [first] : [])];
  const isBare = !saysMore(programme, words, names) && (first?.length ?? 0) < 2 && !category?.parent;
  return {
    ...(isBare ? {} : { text }),
    ...(category ? { category: category.code } : {}),
    ...(codes.length > 0 ? { places: codes } : {}),
  };
}

/** Where the words begin with one category, or with a place and then one. */
function findCategory(
  programme: Programme,
  words: readonly string[],
  places: readonly Mention<Area>[],
): Mention<Category> | null {
  const { categories } = namesOf(programme);
  const [place] = places;
  const found = nameAt(categories, words, 0) ?? (place?.at === 0 ? nameAt(categories, words, place.length) : null);
  return found?.items.length === 1 ? found : null;
}

/** The part of the category that her words name further on, where they name one. Null: something in them is sealed. */
function mostExact(programme: Programme, words: readonly string[], { items, at, length }: Mention<Category>) {
  const [category] = items;
  if (!category) return null;
  const rest = words.toSpliced(at, length);
  if (category.stream === 'ordinary' && soundsSealed(programme, rest)) return null;
  const parts = new Set(namesIn(namesOf(programme).categories, rest).flatMap((mention) => mention.items));
  const [only, another] = [...parts].filter(({ parent, stream }) => parent === category && stream === category.stream);
  return only && !another ? only : category;
}

/** Swahili's ending for "at the": `sokoni` is at the market, though a ward is called so. */
const LOCATIVE = 'ni';

/** Whether a place's name is in truth a word for what a report is about. */
function isTheMatter(programme: Programme, words: readonly string[], { at, length }: Mention<Area>): boolean {
  const [word = ''] = length === 1 ? words.slice(at) : [];
  const { byName } = namesOf(programme).categories;
  return byName.has(word) || (word.endsWith(LOCATIVE) && byName.has(word.slice(0, -LOCATIVE.length)));
}

/**
 * The places that were named. Of a place and one around it only the smaller one (`Mtongwe, Likoni, Mombasa`); of several
 * with one name all of them, unless they lie in each other or a level stands beside the name (`Kilifi county`). None when
 * there are more than fit a list.
 */
function toCodes(programme: Programme, words: readonly string[], places: readonly Mention<Area>[]): string[] {
  const named = places.map((place) => ofItsLevel(programme, words, place));
  const isOuter = (areas: readonly Area[]) =>
    named.some((others) => !others.some((other) => areas.includes(other)) && isAround(areas, others));
  const inner = new Set(named.filter((areas) => !isOuter(areas)).flatMap(withoutOuter));
  return inner.size > MOST_OPTIONS ? [] : [...inner].map(({ code }) => code);
}

function isAround(areas: readonly Area[], others: readonly Area[]): boolean {
  return others.flatMap(around).some((outer) => areas.includes(outer));
}

/** A ward that is called like its constituency: the ward. */
function withoutOuter(areas: readonly Area[]): Area[] {
  const outer = areas.flatMap(around);
  return areas.filter((area) => !outer.includes(area));
}

function around({ parent }: Area): Area[] {
  return parent ? [parent, ...around(parent)] : [];
}

function ofItsLevel(programme: Programme, words: readonly string[], { items, at, length }: Mention<Area>): Area[] {
  const beside = [words.slice(0, at).join(' '), words.slice(at + length).join(' ')] as const;
  const isBeside = ({ level }: Area) =>
    levelWords(programme, level).some(
      (name) => ` ${beside[0]}`.endsWith(` ${name}`) || `${beside[1]} `.startsWith(`${name} `),
    );
  const levelled = items.filter(isBeside);
  return levelled.length > 0 ? levelled : [...items];
}

function levelWords(programme: Programme, level: string): string[] {
  return Object.values(programme.levelNames.get(level) ?? {}).map(foldName);
}

/** Whether anything is said besides the names, levels of places not counted. */
function saysMore(programme: Programme, words: readonly string[], names: readonly Mention<unknown>[]): boolean {
  const isNamed = (index: number) => names.some(({ at, length }) => index >= at && index < at + length);
  const levels = new Set([...programme.levelNames.keys()].flatMap((level) => levelWords(programme, level)));
  return words.some((word, index) => /\p{L}/u.test(word) && !isNamed(index) && !levels.has(word));
}
