import { areaIdsWithin } from './area-ids-within.ts';
import type { AccountCaller } from './caller.ts';
import { GRANTS } from './scope.ts';

/** Row ids of the offices that answer now and whose figures she may see; none for a role that has an area without one. */
export function watchedOfficeIds({ role, programme, area }: AccountCaller): string[] {
  const offices = [...programme.offices.values()];
  if (GRANTS[role].sees !== 'area') return offices.map(({ id }) => id);
  const within = new Set(area === null ? [] : areaIdsWithin(programme, area));
  return offices.filter((office) => within.has(office.area.id)).map(({ id }) => id);
}
