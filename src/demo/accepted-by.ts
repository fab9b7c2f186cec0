import type { Situation } from '../grievances/change-grievance.ts';
import { whyNotTo } from '../grievances/transfer.ts';
import { ladderOf } from '../routing/ladder.ts';
import type { Area, Office, Programme } from '../routing/programme.ts';
import type { Random } from './random.ts';

/** Kinds of office that ordinary reports come to. */
const kinds = new WeakMap<Programme, ReadonlySet<string>>();

function ordinaryKinds(programme: Programme): ReadonlySet<string> {
  const known = kinds.get(programme);
  if (known) return known;
  const ordinary = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
  const named = new Set(ordinary.flatMap(({ officeKinds }) => officeKinds));
  const all = [...programme.offices.values()].filter(({ kind }) => named.has(kind));
  const found = new Set(all.flatMap((office) => ladderOf(office).map(({ kind }) => kind)));
  kinds.set(programme, found);
  return found;
}

/** Another office of the place, or of one around it, that may be given this report; null: there is none. */
export function acceptedBy(situation: Situation, random: Random): Office | null {
  const { programme, grievance } = situation;
  const around = areaIds(programme.byId.areas.get(grievance.area_id) ?? null);
  const ordinary = ordinaryKinds(programme);
  const offices = [...programme.offices.values()].filter(
    (office) =>
      around.has(office.area.id) &&
      ordinary.has(office.kind) &&
      !grievance.passed_by.includes(office.id) &&
      whyNotTo(situation, office) === null,
  );
  return offices[Math.floor(random() * offices.length)] ?? null;
}

function areaIds(area: Area | null): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let place = area; place !== null; place = place.parent) ids.add(place.id);
  return ids;
}
