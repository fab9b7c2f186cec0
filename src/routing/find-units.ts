import { toDigits } from '../encoding.ts';
import { matchAreas } from './find-area.ts';
import { indexNames, type NameMatch, searchNames } from './find-named.ts';
import { foldName } from './fold-name.ts';
import type { Area, Programme, Unit } from './programme.ts';
import { unitsNear } from './units-near.ts';

/** Places looked at for what was typed: the ones after these fit no better than the first list of wards. */
const MOST_AREAS = 8;

/**
 * The units that typed words can mean, best first: the number printed at the unit, in digits of any script, or a name with
 * slips of the thumb. Where the words are the name of a place as well (`Malindi`), the other units of that place follow.
 * Nothing when no unit is called so, though a place may be.
 *
 * @param near of units that fit equally well those in and around it come first
 */
export function findUnits(programme: Programme, typed: string, near: Area | null): readonly Unit[] {
  const digits = toDigits(typed).trim();
  const all = [...programme.units.values()];
  if (/^\d+$/.test(digits)) return all.filter(({ number }) => number === Number(digits));
  const inOrder = near ? [...new Set([...unitsNear(programme, near), ...all])] : all;
  const named = bestOf(searchNames(indexNames(inOrder), [{ words: foldName(typed), accepts: () => true }]));
  const places = bestOf(matchAreas(programme, typed, { limit: MOST_AREAS }));
  const [unit, place] = [named[0], places[0]];
  // A place called just so is meant, when a unit is only called nearly so.
  if (!unit || (unit.fit === 'slip' && place && place.fit !== 'slip')) return [];
  const isPlaceToo = unit.fit !== 'exact' && unit.fit !== 'slip' && place?.fit === 'exact';
  const beside = isPlaceToo ? places.flatMap(({ item }) => unitsNear(programme, item)) : [];
  return [...new Set([...named.map(({ item }) => item), ...beside])];
}

function bestOf<T>(matches: readonly NameMatch<T>[]): NameMatch<T>[] {
  return matches.filter(({ fit }) => fit === matches[0]?.fit);
}
