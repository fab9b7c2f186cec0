import { findCitizen, phoneOf } from '../db/citizens.ts';
import { type GrievanceKey, hasActed, insertEvent, lockGrievance } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import { decideUnmasking, insertUnmasking, listUnmaskings, type Unmasking } from '../db/unmaskings.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Phone } from '../phone.ts';
import type { Actor } from './actor.ts';

/** Fewer characters are no reason that another person could judge. */
export const SHORTEST_REASON = 10;

/** A number that was granted is shown to whoever asked for so long. */
const SHOWN_FOR_MS = 3_600_000;

type UnmaskDeps = Pick<Deps, 'config' | 'db' | 'now' | 'wake'>;

/** Somebody with an account: a program with a key sees no number. */
export type Person = Actor & { readonly id: string };

/**
 * Asks to see the number behind a sealed report. Another focal point of its stream has to agree.
 *
 * @throws {AppError} `not_found`; `invalid` without a reason of ten characters; `conflict` where the report came without a
 *   number, or the same person has asked before and waits, or is being shown it
 */
export async function askForNumber(
  deps: UnmaskDeps,
  person: Person,
  key: GrievanceKey,
  input: { reason: string },
): Promise<void> {
  const reason = input.reason.trim();
  if (reason.length < SHORTEST_REASON) throw tooShort();
  await once(deps, person, key, async (tx, grievance, at) => {
    if (grievance.citizen_id === null) throw new AppError('conflict', 'This report came without a number.');
    const earlier = await listUnmaskings(tx.db, grievance.id);
    if (earlier.some((one) => one.asked_by === person.id && (isUndecided(one) || isShown(one, at)))) {
      throw new AppError('conflict', 'You have asked for this number already.');
    }
    await insertUnmasking(tx.db, { grievanceId: grievance.id, askedBy: person.id, reason, at });
    return { type: 'unmask_asked', data: { reason } };
  });
}

/**
 * Grants or refuses what somebody else has asked. Where it is granted, whoever asked sees the number for an hour.
 *
 * @throws {AppError} `not_found`; `forbidden` to whoever asked; `conflict` when it was decided before
 */
export async function decideOnNumber(
  deps: UnmaskDeps,
  person: Person,
  key: GrievanceKey,
  input: { unmaskingId: string; isGranted: boolean },
): Promise<void> {
  await once(deps, person, key, async (tx, grievance, at) => {
    const asked = (await listUnmaskings(tx.db, grievance.id)).find(({ id }) => id === input.unmaskingId);
    if (!asked) throw new AppError('not_found', 'Nobody has asked for this.');
    if (asked.asked_by === person.id) throw new AppError('forbidden', 'Another focal point has to decide this.');
    if (!isUndecided(asked)) throw new AppError('conflict', 'This was decided already.');
    const { isGranted } = input;
    const endsAt = isGranted ? new Date(at.getTime() + SHOWN_FOR_MS) : null;
    await decideUnmasking(tx.db, asked.id, { by: person.id, at, isGranted, endsAt });
    return { type: isGranted ? 'unmask_granted' : 'unmask_refused', data: { asked_by: asked.asked_by } };
  });
}

/**
 * The number, for whoever has asked for it and was granted it within the last hour. Each time it is shown is written down
 * before it is.
 *
 * @throws {AppError} `not_found`, also where it was not granted or the hour is over
 */
export async function showNumber(
  deps: UnmaskDeps,
  person: Person,
  key: GrievanceKey,
): Promise<{ phone: Phone; until: Date }> {
  return transact(deps, async (tx) => {
    const grievance = await lockSealed(tx, key);
    const at = deps.now();
    const granted = (await listUnmaskings(tx.db, grievance.id)).find(
      (one) => one.asked_by === person.id && isShown(one, at),
    );
    if (!granted?.ends_at || grievance.citizen_id === null) {
      throw new AppError('not_found', 'No number is shown to you now. Ask for it, or ask again.');
    }
    const event = { type: 'number_shown', officeId: grievance.office_id, data: {}, at };
    await insertEvent(tx.db, grievance, person, event);
    return { phone: phoneOf(deps.config, await findCitizen(tx.db, grievance.citizen_id)), until: granted.ends_at };
  });
}

/** Whether nobody has decided yet. */
export function isUndecided({ decided_at: decidedAt }: Pick<Unmasking, 'decided_at'>): boolean {
  return decidedAt === null;
}

/** Whether it was granted and its hour is not over. */
export function isShown(
  { is_granted: isGranted, ends_at: endsAt }: Pick<Unmasking, 'is_granted' | 'ends_at'>,
  now: Date,
): boolean {
  return isGranted === true && endsAt !== null && endsAt > now;
}

/** Does something to a sealed report and writes it down; a form that was sent twice does it once. */
async function once(
  deps: UnmaskDeps,
  person: Person,
  key: GrievanceKey,
  work: (tx: Tx, grievance: Grievance, at: Date) => Promise<{ type: string; data: Record<string, unknown> }>,
): Promise<void> {
  await transact(deps, async (tx) => {
    const grievance = await lockSealed(tx, key);
    if (person.source !== undefined && (await hasActed(tx.db, grievance.id, person.source))) return;
    const at = deps.now();
    const { type, data } = await work(tx, grievance, at);
    await insertEvent(tx.db, grievance, person, { type, officeId: grievance.office_id, data, at });
  });
}

async function lockSealed({ db }: Tx, key: GrievanceKey): Promise<Grievance> {
  const grievance = await lockGrievance(db, key);
  if (grievance && grievance.stream !== 'ordinary') return grievance;
  throw new AppError('not_found', 'There is no sealed report with this reference.');
}

function tooShort(): AppError {
  const message = `Write why, in at least ${SHORTEST_REASON} characters.`;
  return new AppError('invalid', message, { issues: [{ path: 'reason', message }] });
}
