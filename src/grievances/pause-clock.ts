import type { Grievance, GrievanceStatus } from '../db/schema.ts';
import type { Category, Office, Programme } from '../routing/programme.ts';
import { dueOf, isRunning } from './deadlines.ts';
import { addOnClock, minutesOnClock, type PromiseClock } from './targets.ts';

const DAY_MS = 86_400_000;
const HOUR_MINUTES = 60;

/** A grievance with what its clock counts by. */
export interface ClockSituation {
  readonly grievance: Grievance;
  readonly programme: Programme;
  readonly category: Category;
  readonly office: Office | null;
  readonly now: Date;
}

type DueDates = Pick<Grievance, 'respond_by' | 'resolve_by'>;

/** What time the promises of a category count while an office, or nobody, has it. */
export function clockOf({ programme, category, office }: Omit<ClockSituation, 'grievance' | 'now'>): PromiseClock {
  return { calendar: programme.calendar, hours: office?.hours ?? null, counts: category.targets.clock };
}

/** Stops the clock of the office that has it: what has run so far is used up, and nothing is promised until it goes on. */
export function stopClock(situation: ClockSituation): Pick<Grievance, 'clock_from' | 'clock_used_minutes'> {
  const { grievance, now } = situation;
  const { clock_from: from, clock_used_minutes: used } = grievance;
  return { clock_from: null, clock_used_minutes: used + (from ? minutesOnClock(clockOf(situation), from, now) : 0) };
}

/**
 * How long the citizen is waited for: the programme's days, and never past the date of a law, which does not wait.
 */
export function waitUntil({ grievance, programme, now }: ClockSituation): Date {
  const until = new Date(now.getTime() + programme.confirmWithinDays * DAY_MS);
  const legalBy = grievance.legal_by;
  return legalBy !== null && legalBy > now && legalBy < until ? legalBy : until;
}

/**
 * What follows for the clock when a status is left in which it stood: it goes on from now with what was left, the date of a
 * law where it was. Nothing, where it did not stand.
 *
 * @param status the one that follows
 */
export function clockAfterWaiting(situation: ClockSituation, status: GrievanceStatus): Partial<Grievance> {
  const { grievance, now } = situation;
  if (grievance.status !== 'awaiting_citizen' || status === 'awaiting_citizen') return {};
  return { waiting_until: null, clock_from: now, ...dueDatesFrom(situation, now) };
}

/**
 * The due times of a clock that goes on at `from` with some of it used up: `from` plus what is left of each target. What was
 * used up, or kept, before then stays as it was, and where the date of a law held it, it does so on.
 */
export function dueDatesFrom(situation: ClockSituation, from: Date): DueDates {
  const { grievance } = situation;
  const { respond_by: respondBy, resolve_by: resolveBy, legal_by: legalBy } = grievance;
  const { answerHours, resolveHours } = promised(situation);
  const isByLaw = legalBy !== null && resolveBy !== null && resolveBy <= legalBy;
  const after = (hours: number, before: Date | null): Date | null => {
    const leftMinutes = hours * HOUR_MINUTES - grievance.clock_used_minutes;
    if (before === null || leftMinutes <= 0) return before;
    const due = addOnClock(clockOf(situation), from, leftMinutes);
    return isByLaw ? earlier(due, legalBy) : due;
  };
  const end = after(resolveHours, resolveBy);
  const first = after(answerHours, respondBy);
  const isAnswered = grievance.first_answered_at !== null;
  return { respond_by: isAnswered || first === null ? respondBy : earlier(first, end ?? first), resolve_by: end };
}

/** What its clock gave when it began: an office is not let off, nor caught out, by another target set later. */
function promised({ grievance, category }: Pick<ClockSituation, 'grievance' | 'category'>) {
  const { firstAnswerHours, resolveHours } = category.targets;
  return {
    answerHours: grievance.answer_hours ?? firstAnswerHours,
    resolveHours: grievance.resolve_hours ?? resolveHours,
  };
}

function earlier(one: Date, other: Date): Date {
  return other < one ? other : one;
}

/**
 * When the office is reminded of its next promise: the programme's hours before it, or half of the promise where that is
 * less, on the clock of the promise, and when it next works. Null: no clock runs, or the promise is past.
 *
 * @param situation.grievance as it is after whatever has changed
 */
export function remindAt(situation: ClockSituation): Date | null {
  const { grievance, programme } = situation;
  const due = dueOf(grievance);
  const { status, clock_from: from } = grievance;
  if (!isRunning(status) || due === null || from === null || due <= from) return null;
  const { answerHours, resolveHours } = promised(situation);
  const targetHours = grievance.first_answered_at === null ? answerHours : resolveHours;
  const aheadMinutes = Math.min(programme.remindBeforeHours, targetHours / 2) * HOUR_MINUTES;
  const clock = clockOf(situation);
  const near = addOnClock(clock, from, Math.max(0, minutesOnClock(clock, from, due) - aheadMinutes));
  // At the end of a day and at the begin of the next there is as much left: people are reminded when they are there.
  return addOnClock(clock, near, 0);
}

/**
 * When the office is to be reminded after a change: anew where a clock began or the first answer was given, put off where it
 * went on after waiting, and else as it was. What it was reminded of once, it is not again.
 *
 * @param changed the grievance as it is after the change
 * @param isFresh an office got clocks of its own
 */
export function remindAfter(situation: ClockSituation, changed: Grievance, isFresh: boolean): Date | null {
  const { grievance, programme } = situation;
  const kept = changed.remind_at;
  if (changed.status === 'awaiting_citizen') return kept;
  if (!isRunning(changed.status)) return null;
  const isAnswered = grievance.first_answered_at === null && changed.first_answered_at !== null;
  const goesOn = grievance.status === 'awaiting_citizen' && kept !== null;
  const office = programme.byId.offices.get(changed.office_id ?? '') ?? null;
  if (!isFresh && !isAnswered && !goesOn) return kept;
  const next = remindAt({ ...situation, office, grievance: changed });
  // Who has just answered needs no reminder in the same minute.
  return isAnswered && next !== null && next <= situation.now ? null : next;
}
