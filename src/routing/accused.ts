import type { Area, Office, Programme } from './programme.ts';

/** The office that a grievance is about, by its row id, retired or not; null: about none. */
export function accusedOffice(programme: Programme, aboutOfficeId: string | null): Office | null {
  return programme.byId.offices.get(aboutOfficeId ?? '') ?? null;
}

/**
 * Whether somebody who works for a whole area may sit in the accused office, or answer to it: it stands in that area or
 * around it.
 */
export function isAccusedIn(area: Area, accused: Office | null): boolean {
  if (accused === null) return false;
  for (let place: Area | null = area; place !== null; place = place.parent) {
    if (place.id === accused.area.id) return true;
  }
  return false;
}

/** Row ids of the offices, retired ones too, reports about which are kept from whoever works for a whole area. */
export function accusedIdsAround(programme: Programme, area: Area): string[] {
  return [...programme.byId.offices.values()].filter((office) => isAccusedIn(area, office)).map(({ id }) => id);
}

/**
 * Whether triage may not see reports about this office: it is the programme's own, and so may they be. Such a report must
 * not go to triage, where nobody would see it.
 */
export function isKeptFromTriage(programme: Programme, accused: Office | null): boolean {
  return isAccusedIn(programme.root, accused);
}
