import type { Grievance, GrievanceStatus } from '../db/schema.ts';
import { nextRung } from '../routing/ladder.ts';
import type { Area, Category, Office, Programme } from '../routing/programme.ts';
import { chooseOffice } from '../routing/route.ts';
import { dueTimes } from './targets.ts';

const DAY_MS = 86_400_000;

type Clocks = Pick<Grievance, 'respond_by' | 'resolve_by' | 'legal_by'>;

/**
 * The clocks an office starts with when a grievance that was filed at `filedAt` reaches it at `from`. The date of a law
 * counts from the filing and never moves: it holds the new clocks until it has passed.
 *
 * @param office null: nobody has it yet, and the programme's own hours count
 */
export function clocksFor(
  programme: Programme,
  category: Category,
  office: Office | null,
  { filedAt, from }: { filedAt: Date; from: Date },
): Clocks {
  const hours = office?.hours ?? null;
  const due = dueTimes(programme.calendar, hours, category.targets, from);
  const legalBy = dueTimes(programme.calendar, hours, category.targets, filedAt).legalBy;
  const held = (at: Date) => (legalBy !== null && legalBy > from && legalBy < at ? legalBy : at);
  return { respond_by: held(due.respondBy), resolve_by: held(due.resolveBy), legal_by: legalBy };
}

/**
 * Who answers first and until when, decided at the filing. Null: no office, a person must choose one.
 *
 * @param aboutOffice the office that the report is about: it goes to the rung above, past that office and all under it
 */
export function firstOffice(
  programme: Programme,
  category: Category,
  area: Area,
  { filedAt, aboutOffice }: { filedAt: Date; aboutOffice: Office | null },
): { office: Office; clocks: Clocks } | null {
  const office = aboutOffice ? nextRung(aboutOffice) : chooseOffice(programme, category, area);
  return office && { office, clocks: clocksFor(programme, category, office, { filedAt, from: filedAt }) };
}

/** The deadline the citizen is told: the first answer while there is none, then the resolution. */
export function dueOf(grievance: Pick<Grievance, 'first_answered_at' | 'respond_by' | 'resolve_by'>): Date | null {
  return grievance.first_answered_at === null ? grievance.respond_by : grievance.resolve_by;
}

/** Where a clock runs: `filed` is triage's. */
const COUNTED: ReadonlySet<GrievanceStatus> = new Set(['filed', 'routed', 'acknowledged']);

/** What lists are sorted by: the next promise, missed or not. Null: no clock runs. */
export function dueBy(
  grievance: Pick<Grievance, 'status' | 'first_answered_at' | 'respond_by' | 'resolve_by'>,
): Date | null {
  return COUNTED.has(grievance.status) ? dueOf(grievance) : null;
}

/** A promise to the citizen: the first answer, or the resolution. */
export type Missed = 'respond' | 'resolve';

type Timed = Pick<
  Grievance,
  'status' | 'first_answered_at' | 'respond_by' | 'resolve_by' | 'resolved_at' | 'missed_at'
>;

/** Where an office has it and owes the next step. While it waits for the citizen, no clock of an office runs. */
const RUNNING: ReadonlySet<GrievanceStatus> = new Set(['routed', 'acknowledged']);

/** The promises still standing, earliest first. One that was found missed before is dealt with. */
function standing(grievance: Timed): { promise: Missed; at: Date }[] {
  if (!RUNNING.has(grievance.status)) return [];
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
