import { findAreas, type Places } from '../../src/routing/find-area.ts';
import { median } from '../compare.ts';
import { type Typed, typedNames } from '../misspell.ts';
import { COUNTRY_NAMES, type Country, readPlaces } from '../read-places.ts';
import type { Finding, Suite } from '../suite.ts';

/** Each search is made so often; its time is the median of them. */
const ROUNDS = 7;
const WANTED_MS = 5;

/** How long the search for a typed place takes in a whole country, in this process: no gateway, no database. */
export const placeSearch: Suite = async ({ tell }) => {
  const findings: Finding[] = [];
  for (const country of COUNTRY_NAMES) {
    tell(`place-search: ${country}`);
    findings.push(measure(country, await readPlaces(country)));
  }
  return findings;
};

function measure(country: Country, places: Places): Finding {
  const indexMs = timeOf(() => findAreas(places, 'first search, which makes the index'));
  const typed = typedNames(places);
  for (const { text } of typed) findAreas(places, text);
  const times = typed.map(({ text }) =>
    median(Array.from({ length: ROUNDS }, () => timeOf(() => findAreas(places, text)))),
  );
  const worstMs = Math.max(...times);
  const medianMs = median(times);
  return {
    name: `place-search ${country}`,
    bare: '',
    ours: `median ${medianMs.toFixed(2)} ms`,
    value: worstMs,
    unit: 'ms',
    target: { is: 'at most', value: WANTED_MS },
    details: {
      areas: places.areas.size,
      searches: typed.length,
      medianMs,
      worstMs,
      worstTyped: typed[times.indexOf(worstMs)]?.text,
      indexMs,
      foundShare: shares(places, typed),
    },
  };
}

/** How many of the searches of each kind offer the place that was meant, among all that fit. */
function shares(places: Places, typed: readonly Typed[]): Record<string, number> {
  const kinds = [...new Set(typed.filter(({ means }) => means !== null).map(({ kind }) => kind))];
  const limit = places.areas.size;
  return Object.fromEntries(
    kinds.map((kind) => {
      const asked = typed.filter((each) => each.kind === kind);
      const found = asked.filter(({ text, means }) =>
        findAreas(places, text, { limit }).some((area) => area === means),
      );
      return [kind, found.length / asked.length];
    }),
  );
}

function timeOf(run: () => void): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}
