import { type GrievanceKey, insertEvent, lockGrievance } from '../db/grievances.ts';
import { joinOver, type Link, lockInOrder, readLink, takeBackJoins } from '../db/merges.ts';
import type { Grievance } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './actor.ts';
import { type Change, changeWithin, type Situation, situate } from './change-grievance.ts';
import { promiseOf } from './join.ts';
import { showReference } from './reference.ts';
import type { Voice } from './texts.ts';
import { isOpen } from './transitions.ts';

/** Also where it is there, and not for whoever asks. */
const UNKNOWN = 'There is no report with this reference.';

/**
 * Closes a report that says the same as another one, which goes on for both. Whoever filed or joined it is told under which
 * number, counts there as one who said "me too", and hears its end. A reopening takes it out again.
 *
 * @param key the duplicate; `visible` holds for both
 * @param input.into the reference of the other
 * @returns the duplicate
 * @throws {AppError} `invalid` when the other cannot take it in; `conflict` when this one cannot be merged
 */
export async function merge(deps: Deps, actor: Actor, key: GrievanceKey, input: { into: string }): Promise<Grievance> {
  return transact(deps, async (tx) => {
    const { duplicate, other } = await lockBoth(tx, key, input.into);
    const saved = await changeWithin(deps, tx, key, actor, (situation) => decideMerge(deps, situation, other));
    // The same request sent again changes nothing, also where the report was opened again in between.
    const isNew = duplicate.merged_into_id === null && saved.merged_into_id === other.id;
    if (isNew && saved.closed_at !== null) await takeIn(tx, actor, saved.closed_at, duplicate, other);
    return saved;
  });
}

/**
 * What a merge comes to for the duplicate.
 *
 * @throws {AppError} `invalid` when the other cannot take it in; `conflict` when this one cannot be merged
 */
export function decideMerge(
  deps: Pick<Deps, 'programmes' | 'now'>,
  { grievance, now }: Situation,
  other: Grievance,
): Change {
  requireMergeable(grievance, other);
  return {
    action: 'merge',
    event: 'merged',
    set: { merged_into_id: other.id, closed_at: now },
    data: { into: other.reference },
    tell: mergedTelling(deps, other),
  };
}

/** Both reports, held until the transaction ends. */
async function lockBoth(tx: Tx, key: GrievanceKey, into: string): Promise<{ duplicate: Link; other: Grievance }> {
  const found = await readLink(tx.db, key);
  if (!found) throw new AppError('not_found', UNKNOWN);
  const visible = key.visible === undefined ? {} : { visible: key.visible };
  const otherKey = { reference: into, programmeId: found.programme_id, ...visible };
  const foundOther = await readLink(tx.db, otherKey);
  if (!foundOther) throw invalidOther(UNKNOWN);
  if (foundOther.id === found.id) throw invalidOther('It is the same report.');
  await lockInOrder(tx.db, [found.id, foundOther.id]);
  const duplicate = await readLink(tx.db, { id: found.id });
  const other = await lockGrievance(tx.db, otherKey);
  if (!duplicate || !other) throw invalidOther(UNKNOWN);
  return { duplicate, other };
}

/** Where something stands in the way, it says what. */
function requireMergeable(duplicate: Grievance, other: Grievance): void {
  if (duplicate.stream !== 'ordinary' || other.stream !== 'ordinary') {
    throw new AppError('conflict', 'A sealed report is never merged.');
  }
  // She reads the answer under its number and PIN: with the other's number she would have none.
  if (duplicate.pin_hash !== null) {
    throw new AppError('conflict', 'Whoever sent this report reads the answer under its own number. Answer it there.');
  }
  if (duplicate.about_office_id !== other.about_office_id) {
    throw invalidOther('One of them is about an office: it can be merged only with one about the same office.');
  }
  if (!isOpen(other.status)) throw invalidOther('That report has ended. Choose one that is open.');
}

/** @param at when the duplicate was merged: by this moment `takeOut` knows them again */
async function takeIn(tx: Tx, actor: Actor, at: Date, duplicate: Link, other: Grievance): Promise<void> {
  const joiners = await joinOver(tx.db, { from: duplicate.id, to: other.id, now: at });
  const data = { reference: duplicate.reference, joiners };
  await insertEvent(tx.db, other, actor, { type: 'took_in', officeId: other.office_id, data, at });
}

/**
 * A merged report is one of its own again: whoever came with it does not count with the other any more. Both rows are held.
 *
 * @param link as it was merged
 */
export async function takeOut(deps: Deps, tx: Tx, actor: Actor, link: Link): Promise<void> {
  const other = link.merged_into_id && (await lockGrievance(tx.db, { id: link.merged_into_id }));
  if (!other || link.closed_at === null) return;
  await takeBackJoins(tx.db, { from: link.id, to: other.id, at: link.closed_at });
  const data = { reference: link.reference };
  await insertEvent(tx.db, other, actor, { type: 'took_out', officeId: other.office_id, data, at: deps.now() });
}

/** Under which number it goes on, and by when an answer is promised there. */
export function mergedText(deps: Pick<Deps, 'programmes' | 'now'>, other: Grievance) {
  const { programme, now } = situate(deps, other);
  const promise = promiseOf(programme, other, now);
  const number = showReference(other.reference);
  return ({ locale, name, moment }: Voice, reference: string) =>
    promise
      ? locale.sms.merged(reference, number, name(promise.office.names), moment(promise.due))
      : locale.sms.mergedTriage(reference, number);
}

function mergedTelling(deps: Pick<Deps, 'programmes' | 'now'>, other: Grievance): NonNullable<Change['tell']> {
  const say = mergedText(deps, other);
  return { purpose: 'merged', text: (voice, { reference }) => say(voice, reference) };
}

function invalidOther(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'into', message }] });
}
