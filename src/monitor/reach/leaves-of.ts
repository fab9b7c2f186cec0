import type { Area } from '../../routing/programme.ts';

/** The smallest areas in an area: those without parts. The area itself where it has none. */
export function leavesOf(area: Area): Area[] {
  return area.children.length === 0 ? [area] : area.children.flatMap(leavesOf);
}
