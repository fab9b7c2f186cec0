import type { Office } from './programme.ts';

/** The office that a grievance goes to when this one lets it become overdue; null: nobody is above it. */
export function nextRung(office: Office): Office | null {
  return office.parent;
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
