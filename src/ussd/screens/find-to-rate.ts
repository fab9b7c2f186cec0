import { findUnits } from '../../routing/find-units.ts';
import type { Area, Unit } from '../../routing/programme.ts';
import { unitsNear } from '../../routing/units-near.ts';
import type { Step, View } from '../screen.ts';

/** Parts the code of an area from words that were typed there; no code holds it. */
const TYPED = '?';
/** Longer than any name of a unit; the words are kept with the call. */
const MOST_TYPED = 60;

/** To the unit that was typed by number or name; several are listed. Null: no unit is called so. */
export function typedUnit(view: View<unknown>, text: string, near: Area): Step | null {
  const [unit, another] = findUnits(view.programme, text, near);
  if (!unit) return null;
  if (!another) return toScore(unit);
  const words = Array.from(text).slice(0, MOST_TYPED).join('');
  return { to: { screen: 'rate-unit', cursor: `${near.code}${TYPED}${words}` } };
}

/** From a unit to its score. */
export function toScore({ code }: Unit): Step {
  return { to: { screen: 'rate-score' }, draft: { unit: code } };
}

/** What the list of units is about: a place, and what was typed there if it was. */
export function unitsAt({ programme, cursor = '' }: Pick<View, 'programme' | 'cursor'>): {
  area: Area;
  units: readonly Unit[];
} {
  const [code = '', ...words] = cursor.split(TYPED);
  const area = programme.areas.get(code) ?? programme.root;
  const units = words.length > 0 ? findUnits(programme, words.join(TYPED), area) : unitsNear(programme, area);
  return { area, units };
}
