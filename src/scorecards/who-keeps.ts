import type { Caller } from '../accounts/caller.ts';
import { mayDo } from '../accounts/scope.ts';
import type { Action, Scorecard } from '../db/schema.ts';
import { placesAround } from '../routing/places-around.ts';
import type { Area, Office, Programme, Unit } from '../routing/programme.ts';

/** Whether she may write on a card that she sees: the official of its office, and whoever is above. */
export function keepsCard(caller: Caller, card: Pick<Scorecard, 'office_id'>): boolean {
  if (!mayDo(caller.role, 'keep_cards')) return false;
  return caller.role !== 'official' || caller.office?.id === card.office_id;
}

/** Whether she may say what became of an action on a card that she sees: the official of the office that promised it, and whoever is above. */
export function answersAction(caller: Caller, action: Pick<Action, 'office_id'>): boolean {
  if (!mayDo(caller.role, 'keep_cards')) return false;
  return caller.role !== 'official' || caller.office?.id === action.office_id;
}

/** The offices that can keep a card of a unit or promise something for it: those of its place and of those around it, nearest first. */
export function officesFor(programme: Programme, unit: Unit): readonly Office[] {
  const places = placesAround(unit.area);
  return [...programme.offices.values()]
    .filter(({ area }) => places.includes(area))
    .sort((one, other) => places.indexOf(one.area) - places.indexOf(other.area));
}

/** Whether a card of the unit is hers to open: it stands in her area, and her office is one of those that can keep it. */
export function mayOpenFor(caller: Caller, unit: Unit): boolean {
  const { role, programme, office, area } = caller;
  if (!mayDo(role, 'keep_cards')) return false;
  if (role === 'official') return office !== null && officesFor(programme, unit).includes(office);
  return role !== 'supervisor' || (area !== null && isWithin(unit.area, area));
}

function isWithin(area: Area, top: Area): boolean {
  return placesAround(area).includes(top);
}
