import type { Office } from './programme.ts';

/** The office that a grievance goes to when this one lets it become overdue; null: nobody is above it. */
export function nextRung(office: Office): Office | null {
  return office.parent;
}

/**
 * The office that a grievance goes up to from this one; null: nobody is left above it.
 *
 * @param accused the office it is about: that one, and whoever answers to it, is passed over
 */
export function rungAbove(office: Office, accused: Office | null): Office | null {
  return ladderOf(office).find((rung) => rung !== office && !isAccused(rung, accused)) ?? null;
}

/** Whether a grievance about `accused` is about this office: it is that one, or answers to it. Null: it is about none. */
export function isAccused(office: Office, accused: Office | null): boolean {
  return accused !== null && ladderOf(office).some(({ id }) => id === accused.id);
}

/** The office and everyone above it, lowest first. Ends also where the data goes round in a circle: each office once. */
export function ladderOf(office: Office): Office[] {
  const ladder: Office[] = [];
  const seen = new Set<string>();
  for (let rung: Office | null = office; rung !== null && !seen.has(rung.id); rung = nextRung(rung)) {
    seen.add(rung.id);
    ladder.push(rung);
  }
  return ladder;
}
