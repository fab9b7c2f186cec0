import { compareMatches, indexNames, type NameMatch, searchNames } from '../routing/find-named.ts';
import { foldName } from '../routing/fold-name.ts';
import type { Category, Programme } from '../routing/programme.ts';
import { MOST_OPTIONS } from './numbered.ts';
import { readYesOrNo } from './yes-or-no.ts';

/** What a typed answer to "What is it about?" names: one category, or several of which she has to choose. */
export interface NamedCategories {
  readonly isSure: boolean;
  readonly categories: readonly Category[];
}

/** A shorter beginning of a name is a word of its own: *na*, *me*, *not*. */
const FEWEST_LETTERS = 4;

/**
 * A whole name counts, also with a slip of the thumb, and the beginning of one if it is long enough. Single words out of a
 * name are offered and not taken: *money* stands in the names of several things. A yes or no names nothing.
 */
export function namedCategories(programme: Programme, text: string): NamedCategories {
  const words = foldName(text);
  const matches = searchNames(indexNames(programme.categories.values()), [{ words, accepts: () => true }]);
  const [best] = matches;
  const isPart = best?.fit === 'prefix' || best?.fit === 'words';
  const isTooLittle = best?.fit !== 'exact' && readYesOrNo(programme, text) !== null;
  if (!best || isTooLittle || (isPart && [...words].length < FEWEST_LETTERS)) return { isSure: false, categories: [] };
  const categories = matches.filter((match) => isAsGood(best, match)).map(({ item }) => item);
  const isSure = categories.length === 1 && (best.fit !== 'words' || words.includes(' '));
  return { isSure, categories: categories.length > MOST_OPTIONS ? [] : categories };
}

/** Whether the beginning of a name and words out of one mean as much: `child` may be either. */
function isAsGood(best: NameMatch<Category>, match: NameMatch<Category>): boolean {
  return compareMatches(best, match) === 0 || (best.fit === 'prefix' && match.fit === 'words');
}
