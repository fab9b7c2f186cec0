import type { Area, Programme } from '../routing/programme.ts';

/** Row ids of an area and of everything below it, retired places too: reports from there are still somebody's. */
export function areaIdsWithin(programme: Programme, top: Area): string[] {
  return [...programme.byId.areas.values()].filter((area) => isWithin(area, top)).map(({ id }) => id);
}

function isWithin(area: Area, top: Area): boolean {
  for (let place: Area | null = area; place !== null; place = place.parent) {
    if (place.id === top.id) return true;
  }
  return false;
}
