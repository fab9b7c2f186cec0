import type { Area, Category, Office, Programme } from './programme.ts';

/** By kind and the id of its area: the office that answers there, of several the first in the programme's order. */
type OfficeIndex = ReadonlyMap<string, ReadonlyMap<string, Office>>;

/**
 * One index per loaded programme. A programme never changes and is replaced as a whole, so its index is as good as a
 * field of it, and goes with it.
 */
const indexes = new WeakMap<Programme, OfficeIndex>();

function indexOffices(programme: Programme): OfficeIndex {
  const known = indexes.get(programme);
  if (known) return known;
  const index = new Map<string, Map<string, Office>>();
  for (const office of programme.offices.values()) {
    const ofKind = index.get(office.kind) ?? new Map<string, Office>();
    index.set(office.kind, ofKind);
    if (!ofKind.has(office.area.id)) ofKind.set(office.area.id, office);
  }
  indexes.set(programme, index);
  return index;
}

/**
 * The office that answers for a category in a place. The category's kinds of office are tried best first; of each kind
 * the nearest counts, at the area itself or at the closest area around it. Of several in the same area the first in the
 * programme's order answers. Costs kinds times depth of the tree.
 *
 * @returns null when no office of any of the kinds covers the area: a person has to find one
 */
export function chooseOffice(programme: Programme, category: Category, area: Area): Office | null {
  const index = indexOffices(programme);
  for (const kind of category.officeKinds) {
    const ofKind = index.get(kind);
    for (let place: Area | null = area; ofKind && place !== null; place = place.parent) {
      const office = ofKind.get(place.id);
      if (office) return office;
    }
  }
  return null;
}
