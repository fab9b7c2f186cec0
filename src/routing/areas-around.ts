import type { Area } from './programme.ts';

/** An area and everything below it. */
export function areasInside(area: Area): readonly Area[] {
  return [area, ...area.children.flatMap(areasInside)];
}

/** The areas an area lies in, the smallest first. */
export function areasAround(area: Area): readonly Area[] {
  return area.parent ? [area.parent, ...areasAround(area.parent)] : [];
}
