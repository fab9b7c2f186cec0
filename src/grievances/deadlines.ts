import type { Grievance } from '../db/schema.ts';
import type { Category, Office, Programme } from '../routing/programme.ts';
import { dueTimes } from './targets.ts';
import { isOpen } from './transitions.ts';

const DAY_MS = 86_400_000;

type Clocks = Pick<Grievance, 'respond_by' | 'resolve_by' | 'legal_by'>;

/** The clocks an office starts with when a grievance reaches it at `from`. */
export function clocksFor(programme: Programme, category: Category, office: Office, from: Date): Clocks {
  const due = dueTimes(programme.calendar, office.hours, category.targets, from);
  return { respond_by: due.respondBy, resolve_by: due.resolveBy, legal_by: due.legalBy };
}

/** The deadline the citizen is told: the first answer while there is none, then the resolution. */
export function dueOf(grievance: Pick<Grievance, 'first_answered_at' | 'respond_by' | 'resolve_by'>): Date | null {
  return grievance.first_answered_at === null ? grievance.respond_by : grievance.resolve_by;
}

/** A promise to the citizen: the first answer, or the resolution. */
export type Missed = 'respond' | 'resolve';

type Timed = Pick<
  Grievance,
  'status' | 'first_answered_at' | 'respond_by' | 'resolve_by' | 'resolved_at' | 'missed_at'
>;

/** The promises still standing, earliest first. One that was found missed before is dealt with. */
function standing(grievance: Timed): { promise: Missed; at: Date }[] {
  if (!isOpen(grievance.status) || grievance.status === 'filed') return [];
  const promises: { promise: Missed; at: Date | null }[] = [
    { promise: 'respond', at: grievance.first_answered_at === null ? grievance.respond_by : null },
    { promise: 'resolve', at: grievance.resolve_by },
  ];
  return promises
    .flatMap(({ promise, at }) => (at === null ? [] : [{ promise, at }]))
    .filter(({ at }) => grievance.missed_at === null || at > grievance.missed_at)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/**
 * When this grievance next wants to be looked at: the earliest promise still standing, or the day after which a citizen
 * who said nothing counts as silent. Null: nothing is waited for.
 */
export function nextWakeAt(grievance: Timed, confirmWithinDays: number): Date | null {
  if (grievance.status === 'resolved' && grievance.resolved_at) {
    return new Date(grievance.resolved_at.getTime() + confirmWithinDays * DAY_MS);
  }
  return standing(grievance)[0]?.at ?? null;
}

/** Which promise is broken at `now`; the resolution weighs more. Null: none. */
export function missedDeadline(grievance: Timed, now: Date): Missed | null {
  const missed = standing(grievance).filter(({ at }) => at <= now);
  return missed.at(-1)?.promise ?? null;
}
