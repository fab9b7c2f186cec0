import { isAccused, ladderOf } from './ladder.ts';
import type { Area, Category, Office, Programme } from './programme.ts';

/** Offices by kind and area, in the programme's order. */
type OfficeIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Office[]>>;

/**
 * The index belongs to its programme. A programme never changes and is replaced as a whole, so its index is as good as a
 * field of it, and goes with it.
 */
const indexes = new WeakMap<Programme, OfficeIndex>();

function indexOffices(programme: Programme): OfficeIndex {
  const known = indexes.get(programme);
  if (known) return known;
  const index = new Map<string, Map<string, Office[]>>();
  for (const office of programme.offices.values()) {
    const ofKind = index.get(office.kind) ?? new Map<string, Office[]>();
    index.set(office.kind, ofKind);
    ofKind.set(office.area.id, [...(ofKind.get(office.area.id) ?? []), office]);
  }
  indexes.set(programme, index);
  return index;
}

/**
 * The office that answers for a category in a place. The category's kinds of office are tried best first; of each kind
 * the nearest counts, at the area itself or at the closest area around it. Of several in the same area the first in the
 * programme's order answers. Costs kinds times depth of the tree.
 *
 * @param mayAnswer offices that it refuses are passed over; all may unless told
 * @returns null when no office of any of the kinds covers the area: a person has to find one
 */
export function chooseOffice(
  programme: Programme,
  category: Category,
  area: Area,
  mayAnswer: (office: Office) => boolean = () => true,
): Office | null {
  const index = indexOffices(programme);
  for (const kind of category.officeKinds) {
    const ofKind = index.get(kind);
    for (let place: Area | null = area; ofKind && place !== null; place = place.parent) {
      const office = ofKind.get(place.id)?.find(mayAnswer);
      if (office) return office;
    }
  }
  return null;
}

/**
 * Who answers next, after some offices have passed a grievance on. One about an office goes to the rungs above that one
 * first, and never to it or to one that answers to it; else the rule of `chooseOffice` counts.
 *
 * @param past.accused the office it is about, null: none
 * @param past.passedBy row ids of the offices that have passed it on
 * @returns null when no office is left: a person has to find one
 */
export function nextOffice(
  programme: Programme,
  category: Category,
  area: Area,
  { accused, passedBy }: { accused: Office | null; passedBy: readonly string[] },
): Office | null {
  const mayAnswer = (office: Office) => !isAccused(office, accused) && !passedBy.includes(office.id);
  const above = accused ? ladderOf(accused).find(mayAnswer) : undefined;
  return above ?? chooseOffice(programme, category, area, mayAnswer);
}
