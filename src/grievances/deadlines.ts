import type { Grievance, GrievanceStatus } from '../db/schema.ts';
import type { Area, Category, Office, Programme } from '../routing/programme.ts';
import { nextOffice } from '../routing/route.ts';
import { dueTimes } from './targets.ts';

const DAY_MS = 86_400_000;

type Clocks = Pick<
  Grievance,
  'respond_by' | 'resolve_by' | 'legal_by' | 'clock_from' | 'clock_used_minutes' | 'answer_hours' | 'resolve_hours'
>;

/**
 * The clocks an office starts with when a grievance that was filed at `filedAt` reaches it at `from`; nothing of them is used
 * up. The date of a law counts from the filing and never moves: it holds the new clocks until it has passed.
 *
 * @param office null: nobody has it yet, and the programme's own hours count
 */
export function clocksFor(
  programme: Programme,
  category: Category,
  office: Office | null,
  { filedAt, from }: { filedAt: Date; from: Date },
): Clocks {
  const { calendar } = programme;
  const hours = office?.hours ?? null;
  const { legalBy } = dueTimes(calendar, hours, category.targets, filedAt);
  const due = dueTimes(calendar, hours, { ...category.targets, legalDays: null }, from);
  const held = (at: Date) => (legalBy !== null && legalBy > from && legalBy < at ? legalBy : at);
  return {
    respond_by: held(due.respondBy),
    resolve_by: held(due.resolveBy),
    legal_by: legalBy,
    clock_from: from,
    clock_used_minutes: 0,
    answer_hours: category.targets.firstAnswerHours,
    resolve_hours: category.targets.resolveHours,
  };
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
  const office = nextOffice(programme, category, area, { accused: aboutOffice, passedBy: [] });
  return office && { office, clocks: clocksFor(programme, category, office, { filedAt, from: filedAt }) };
}

/** The deadline the citizen is told: the first answer while there is none, then the resolution. */
export function dueOf(grievance: Pick<Grievance, 'first_answered_at' | 'respond_by' | 'resolve_by'>): Date | null {
  return grievance.first_answered_at === null ? grievance.respond_by : grievance.resolve_by;
}

/** Where a clock runs: `filed` is triage's. */
const COUNTED: ReadonlySet<GrievanceStatus> = new Set(['filed', 'routed', 'acknowledged']);

/** The next promise, missed or not: what lists are sorted by. Null: no clock runs, also while it waits for the citizen. */
export function dueBy(
  grievance: Pick<Grievance, 'status' | 'first_answered_at' | 'respond_by' | 'resolve_by'>,
): Date | null {
  return COUNTED.has(grievance.status) ? dueOf(grievance) : null;
}

/** A promise to the citizen: the first answer, or the resolution. */
export type Missed = 'respond' | 'resolve';

type Timed = Pick<Grievance, 'status' | 'first_answered_at' | 'respond_by' | 'resolve_by' | 'missed_at'>;

/** Where an office has it and owes the next step. While it waits for the citizen, no clock of an office runs. */
const RUNNING: ReadonlySet<GrievanceStatus> = new Set(['routed', 'acknowledged']);

/** Whether an office has it and its clock runs. */
export function isRunning(status: GrievanceStatus): boolean {
  return RUNNING.has(status);
}

/** The promises still standing, earliest first. One that was found missed before is dealt with. */
function standing(grievance: Timed): { promise: Missed; at: Date }[] {
  if (!isRunning(grievance.status)) return [];
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
 * When this grievance next wants to be looked at: the earliest promise still standing, or the reminder before it; the end of
 * waiting for the citizen; or the day after which a citizen who said nothing counts as silent. Null: nothing is waited for.
 */
export function nextWakeAt(
  grievance: Timed & Pick<Grievance, 'resolved_at' | 'remind_at' | 'waiting_until'>,
  confirmWithinDays: number,
): Date | null {
  const { status, resolved_at: resolvedAt, remind_at: remindAt } = grievance;
  if (status === 'resolved' && resolvedAt) return new Date(resolvedAt.getTime() + confirmWithinDays * DAY_MS);
  if (status === 'awaiting_citizen') return grievance.waiting_until;
  const promisedAt = standing(grievance)[0]?.at ?? null;
  return promisedAt !== null && remindAt !== null && remindAt < promisedAt ? remindAt : promisedAt;
}

/** Which promise is broken at `now`; the resolution weighs more. Null: none. */
export function missedDeadline(grievance: Timed, now: Date): Missed | null {
  const missed = standing(grievance).filter(({ at }) => at <= now);
  return missed.at(-1)?.promise ?? null;
}
