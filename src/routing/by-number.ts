import type { Area } from './programme.ts';

/** A place whose name ends with a number, as city wards do: `Ward 24`. */
const NUMBERED = /(?:^|\s)(\d{1,4})$/;

/**
 * Areas by the number their English name ends with. Null: some have none, or two have the same, so that a number does not
 * tell them apart.
 */
export function byNumber(areas: readonly Area[]): ReadonlyMap<number, Area> | null {
  const numbered = new Map<number, Area>();
  for (const area of areas) {
    const [, digits] = NUMBERED.exec(area.names.en) ?? [];
    if (digits === undefined || numbered.has(Number(digits))) return null;
    numbered.set(Number(digits), area);
  }
  return numbered;
}
