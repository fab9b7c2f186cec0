import type { Area, Programme, Unit } from './programme.ts';

/** Worked out once per loaded programme; a programme object never changes, and goes away with its last request. */
const MEMO = new WeakMap<Programme, ReadonlySet<Area>>();

/** The areas that have something to rate in them or below them. */
export function areasWithUnits(programme: Programme): ReadonlySet<Area> {
  const known = MEMO.get(programme);
  if (known) return known;
  const areas = new Set<Area>();
  for (const unit of programme.units.values()) {
    for (let at: Area | null = unit.area; at; at = at.parent) areas.add(at);
  }
  MEMO.set(programme, areas);
  return areas;
}

/** What can be rated from an area: units in it and below it first, then those of the areas around it. */
export function unitsNear(programme: Programme, area: Area): readonly Unit[] {
  const units = [...programme.units.values()];
  const inside = units.filter((unit) => isWithin(unit.area, area));
  const around = units.filter((unit) => unit.area !== area && isWithin(area, unit.area));
  return [...inside, ...around];
}

/** Whether `area` is `other` or lies in it. */
export function isWithin(area: Area, other: Area): boolean {
  for (let at: Area | null = area; at; at = at.parent) if (at === other) return true;
  return false;
}
