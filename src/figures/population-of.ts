import type { Area, Population } from '../routing/programme.ts';

/**
 * How many people live in an area: what was counted of it, or the sum of its parts where every one of them was counted in the same
 * year. Null: a rate would be reckoned on a guess.
 */
export function populationOf(area: Area): Population | null {
  if (area.population !== null) return area.population;
  const parts = area.children.map(populationOf);
  const [first] = parts;
  if (!first) return null;
  let people = 0;
  const sources = new Set<string>();
  for (const part of parts) {
    if (part === null || part.year !== first.year) return null;
    people += part.people;
    sources.add(part.source);
  }
  return { people, year: first.year, source: [...sources].join('; ') };
}
