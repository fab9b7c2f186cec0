import {
  compareMatches,
  findSame,
  indexNames,
  type NameIndex,
  type NameMatch,
  type NameQuery,
  searchNames,
} from './find-named.ts';
import { foldName } from './fold-name.ts';
import type { Area, Programme } from './programme.ts';

/** What a search looks at of a programme. */
export type Places = Pick<Programme, 'root' | 'areas' | 'levelNames'>;

interface AreaIndex {
  readonly names: NameIndex<Area>;
  /** What people call a level (`ward`, `wadi`), folded, with the level it means. */
  readonly levels: readonly { readonly level: string; readonly words: string }[];
}

/**
 * One index per loaded programme. A programme never changes and is replaced as a whole, so its index is as good as a
 * field of it, and goes with it.
 */
const indexes = new WeakMap<Places, AreaIndex>();

function indexAreas(programme: Places): AreaIndex {
  const known = indexes.get(programme);
  if (known) return known;
  const levels = [...programme.levelNames].flatMap(([level, names]) =>
    Array.from(new Set(Object.values(names).map(foldName)), (words) => ({ level, words })),
  );
  const index = { names: indexNames(programme.areas.values()), levels };
  indexes.set(programme, index);
  return index;
}

function isInside(area: Area, around: Area): boolean {
  for (let place = area.parent; place !== null; place = place.parent) if (place.id === around.id) return true;
  return false;
}

/** What is left of typed words when a level's name stands before or after it: `tudor ward`, `wadi ya tudor`. */
function withoutLevel(words: string, level: string): string {
  if (words.endsWith(` ${level}`)) return words.slice(0, -level.length - 1);
  if (!words.startsWith(`${level} `)) return '';
  // `ya`, `e`, `of`: one short word that joins the level to the name.
  return words.slice(level.length + 1).replace(/^\p{L}{1,2} (?=.)/u, '');
}

export interface AreaSearch {
  /** Only areas inside this one. The programme's root when not given. */
  readonly within?: Area;
  /** At most so many; 10 unless told. */
  readonly limit?: number;
}

/** The ways to read folded words: as they stand, and with each level's name taken off. */
function readingsOf(index: AreaIndex, words: string, within: Area): NameQuery<Area>[] {
  const readings: NameQuery<Area>[] = [
    { words, accepts: (area) => isInside(area, within) },
    ...index.levels.map(({ level, words: name }) => ({
      words: withoutLevel(words, name),
      accepts: (area: Area) => area.level === level && isInside(area, within),
    })),
  ];
  return readings.filter((reading) => reading.words !== '');
}

const hasParts = (area: Area) => Number(area.children.length > 0);

/**
 * The areas that typed words can mean and how well each fits, best first: the exact name before its beginning, before
 * the beginnings of its words, before a slip of the thumb; among equals the smallest places (those without parts) first,
 * then the programme's own order. Any language, script or alias of the programme counts, and a level's name beside it
 * narrows the search: `kilifi county` finds no ward. Slips are looked for only when nothing fits without them.
 */
export function matchAreas(programme: Places, typed: string, search: AreaSearch = {}): NameMatch<Area>[] {
  const { within = programme.root, limit = 10 } = search;
  const index = indexAreas(programme);
  return searchNames(index.names, readingsOf(index, foldName(typed), within))
    .sort((a, b) => compareMatches(a, b) || hasParts(a.item) - hasParts(b.item))
    .slice(0, limit);
}

/**
 * The areas of `matchAreas`, best first. Where the whole of it is no place, the first words may be, with something beside
 * them: `likoni ferry`, `Jalma bazar er pashe`. Then only whole names count.
 */
export function findAreas(programme: Places, typed: string, search: AreaSearch = {}): Area[] {
  const matches = matchAreas(programme, typed, search);
  if (matches.length > 0) return matches.map(({ item }) => item);
  const { within = programme.root, limit = 10 } = search;
  const index = indexAreas(programme);
  const words = foldName(typed).split(' ').slice(0, MOST_WORDS);
  for (let count = words.length - 1; count > 0; count -= 1) {
    const first = findSame(index.names, readingsOf(index, words.slice(0, count).join(' '), within));
    if (first.length > 0) return first.sort((a, b) => hasParts(a) - hasParts(b)).slice(0, limit);
  }
  return [];
}

/** Names of places have fewer; what is longer is a description. */
const MOST_WORDS = 6;

/**
 * Places without those around them that only bear the same name: `Prizren` is the municipality, not the region it lies in,
 * where somebody is asked for the smallest place.
 */
export function withoutNamesakesAbove(areas: readonly Area[]): Area[] {
  const isNamesake = (one: Area, other: Area) =>
    isInside(other, one) && foldName(one.names.en) === foldName(other.names.en);
  return areas.filter((area) => !areas.some((other) => isNamesake(area, other)));
}
