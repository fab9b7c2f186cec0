import type { Updateable } from 'kysely';
import { findCitizen } from '../db/citizens.ts';
import { type GrievanceKey, hasActed, hasMovedOn, insertEvent, lockGrievance } from '../db/grievances.ts';
import { forgetTold } from '../db/joins.ts';
import type { Grievance, GrievanceStatus, GrievancesTable } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Category, Office, Programme } from '../routing/programme.ts';
import type { Actor } from './actor.ts';
import { assigneeAfter } from './assignee-after.ts';
import { dueBy, missedDeadline, nextWakeAt } from './deadlines.ts';
import { keepHolding } from './keep-holding.ts';
import { clockAfterWaiting, remindAfter } from './pause-clock.ts';
import { type Telling, tellCitizen } from './tell-citizen.ts';
import { tellingOf } from './telling-of.ts';
import type { Voice } from './texts.ts';
import { type Action, isOpen, nextStatus, whyNot } from './transitions.ts';
import { workedUntil } from './worked-until.ts';

/** A locked grievance with everything a decision about it needs. */
export interface Situation {
  readonly grievance: Grievance;
  readonly programme: Programme;
  readonly category: Category;
  /** Null while no office has it. */
  readonly office: Office | null;
  readonly now: Date;
}

/** What a decision comes to: new column values, what the history says, and what the citizen is told. */
export interface Change {
  readonly action: Action;
  readonly set?: Updateable<GrievancesTable>;
  /** The event's name where it is not the action's. */
  readonly event?: string;
  readonly data?: Record<string, unknown>;
  readonly tell?: Told;
}

/** What an SMS about a change speaks of, in the citizen's language and as the grievance is after the change. */
export interface About {
  /** As it is shown: `4821 7739`. */
  readonly reference: string;
  /** The office that has it; who runs the programme while none has. */
  readonly office: string;
  /** The next promise: the first answer while there is none, then the resolution. Empty where nothing is promised. */
  readonly due: string;
}

/** An SMS about a change. */
export interface Told extends Pick<Telling, 'purpose' | 'isOwnAction'> {
  readonly text: (voice: Voice, about: About) => string;
}

/**
 * The one way a grievance changes: lock the row, let `decide` (pure) say what follows, ask the transition table, then
 * write row, event and outgoing message in one transaction, and give the wake-ups after the commit.
 *
 * @param decide may answer null: nothing is to be done (a job that came twice or too late)
 * @throws {AppError} `not_found`, or `conflict` with a sentence when the status does not allow the action, or somebody else
 *   has done something since `key.seen`
 */
export async function changeGrievance(
  deps: Deps,
  key: GrievanceKey,
  actor: Actor,
  decide: (situation: Situation) => Change | null,
): Promise<Grievance> {
  return transact(deps, (tx) => changeWithin(deps, tx, key, actor, decide));
}

/** `changeGrievance` inside a transaction that is already under way (a USSD turn saves its session in the same one). */
export async function changeWithin(
  deps: Deps,
  tx: Tx,
  key: GrievanceKey,
  actor: Actor,
  decide: (situation: Situation) => Change | null,
): Promise<Grievance> {
  const grievance = await lockGrievance(tx.db, key);
  if (!grievance) throw new AppError('not_found', 'There is no report with this reference.');
  if (actor.source !== undefined && (await hasActed(tx.db, grievance.id, actor.source))) return grievance;
  if (key.seen !== undefined && (await hasMovedOn(tx.db, grievance.id, { seen: key.seen, actorId: actor.id }))) {
    throw new AppError('conflict', 'Somebody else has changed this report since you opened it. Look at it again.');
  }
  const situation = situate(deps, grievance);
  const change = decide(situation);
  if (!change) return grievance;
  const { set, merged } = applyChange(situation, change);
  const wakeAt = nextWakeAt(merged, situation.programme.confirmWithinDays);
  const assigneeId = await assigneeAfter(tx.db, situation, merged);
  const saved = await tx.db
    .updateTable('grievances')
    .set({ ...set, assignee_id: assigneeId, due_by: dueBy(merged), remind_at: merged.remind_at, wake_at: wakeAt })
    .where('id', '=', grievance.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertEvent(tx.db, grievance, actor, {
    type: change.event ?? change.action,
    officeId: saved.office_id,
    data: change.data ?? {},
    at: situation.now,
  });
  await keepHolding(tx.db, situation, saved);
  await tell(deps, tx, situation, saved, change.tell);
  await followEnd(tx, grievance, saved);
  if (wakeAt) tx.wake('check-deadline', saved.id, { delayMs: Math.max(0, wakeAt.getTime() - situation.now.getTime()) });
  return saved;
}

/**
 * What a change makes of the row: the columns it sets, and the row with them. Pure, so that a preview shows what will be.
 *
 * @throws {AppError} `conflict` when the status does not allow the action
 */
export function applyChange(
  situation: Situation,
  change: Change,
): { set: Updateable<GrievancesTable>; merged: Grievance } {
  const { grievance, now } = situation;
  const status = nextStatus(grievance.status, change.action);
  if (status === null) throw new AppError('conflict', whyNot(grievance.status, change.action));
  // A promise that is broken now stays broken, whatever the change does to the clocks.
  const overdueAt = grievance.overdue_at ?? (isBroken(grievance, now) ? now : null);
  const set = {
    overdue_at: overdueAt,
    ...clockAfterWaiting(situation, status),
    ...change.set,
    ...untoldAfter(grievance, status, now),
    status,
  };
  const changed = { ...grievance, ...set } as Grievance;
  const remindAt = remindAfter(situation, changed, change.set?.clock_from !== undefined);
  const worked = workedUntil(situation, changed);
  return { set: { ...set, ...worked }, merged: { ...changed, ...worked, remind_at: remindAt } };
}

/** Whether a promise has passed; in triage too, where no office is to blame. */
function isBroken(grievance: Grievance, now: Date): boolean {
  const due = grievance.status === 'filed' ? dueBy(grievance) : null;
  return missedDeadline(grievance, now) !== null || (due !== null && due <= now);
}

/** What the sweep finds it by until everybody who joined it has heard the end. */
function untoldAfter(before: Grievance, status: GrievanceStatus, now: Date): Updateable<GrievancesTable> {
  return concernsJoiners(before, status) ? { untold_since: isOpen(status) ? null : now } : {};
}

/** Whoever joined it hears the end, and of a report that opens again the next one too. */
async function followEnd(tx: Tx, before: Grievance, { id, status }: Grievance): Promise<void> {
  if (!concernsJoiners(before, status)) return;
  if (isOpen(status)) await forgetTold(tx.db, id);
  else tx.wake('tell-joiners', id);
}

function concernsJoiners(before: Grievance, status: GrievanceStatus): boolean {
  return before.joiners > 0 && isOpen(before.status) !== isOpen(status);
}

/** Looks up what the row's ids stand for. */
export function situate(deps: Pick<Deps, 'programmes' | 'now'>, grievance: Grievance): Situation {
  const programme = deps.programmes.byId(grievance.programme_id);
  const category = programme?.byId.categories.get(grievance.category_id);
  if (!programme || !category) {
    throw new AppError('unavailable', 'The programme of this report is not loaded. Load it, then try again.');
  }
  const office = grievance.office_id === null ? null : (programme.byId.offices.get(grievance.office_id) ?? null);
  return { grievance, programme, category, office, now: deps.now() };
}

/** Writes to the reporter what she is told about a change, if anything. */
async function tell(
  deps: Deps,
  tx: Tx,
  { programme }: Situation,
  saved: Grievance,
  told: Told | undefined,
): Promise<void> {
  const telling = tellingOf(programme, saved, told);
  if (!telling || saved.citizen_id === null) return;
  const citizen = await findCitizen(tx.db, saved.citizen_id);
  await tellCitizen(deps, tx, { programme, citizen, grievanceId: saved.id }, telling);
}
