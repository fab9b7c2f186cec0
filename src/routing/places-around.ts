import type { Area } from './programme.ts';

/** A place and everything it lies in, smallest first. Nothing of no place. */
export function placesAround(area: Area | null): Area[] {
  return area === null ? [] : [area, ...placesAround(area.parent)];
}
