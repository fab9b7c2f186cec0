import { createHmac } from 'node:crypto';
import { actorOf } from '../../accounts/caller.ts';
import { hasLastWord, visibleGrievances } from '../../accounts/scope.ts';
import type { GrievanceKey } from '../../db/grievances.ts';
import type { Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { acknowledge } from '../../grievances/acknowledge.ts';
import type { Actor } from '../../grievances/actor.ts';
import { addNote } from '../../grievances/add-note.ts';
import { assign } from '../../grievances/assign.ts';
import { awaitCitizen } from '../../grievances/await-citizen.ts';
import { handBack } from '../../grievances/hand-back.ts';
import { merge } from '../../grievances/merge.ts';
import { parseReference } from '../../grievances/reference.ts';
import { reject } from '../../grievances/reject.ts';
import { reopen } from '../../grievances/reopen.ts';
import { reply } from '../../grievances/reply.ts';
import { resolve } from '../../grievances/resolve.ts';
import { transfer } from '../../grievances/transfer.ts';
import type { SignedInVisit } from '../route.ts';
import type { ActionName } from './actions.ts';
import { NOBODY } from './chosen-fields.tsx';
import type { Typed } from './typed.ts';

type Run = (deps: Deps, actor: Actor, key: GrievanceKey, typed: Typed, visit: SignedInVisit) => Promise<Grievance>;

/** The use case of each action. */
const RUNS: Readonly<Record<ActionName, Run>> = {
  acknowledge,
  reply: (deps, actor, key, { text }) => reply(deps, actor, key, { text }),
  resolve: (deps, actor, key, { text }) => resolve(deps, actor, key, { text }),
  ask: (deps, actor, key, { text }) => awaitCitizen(deps, actor, key, { text }),
  reject: (deps, actor, key, { text }) => reject(deps, actor, key, { reason: text }),
  note: (deps, actor, key, { text }) => addNote(deps, actor, key, { text }),
  reopen: (deps, actor, key, { text }) => reopen(deps, actor, key, { reason: text }),
  'hand-back': (deps, actor, key, { text }) => handBack(deps, actor, key, { reason: text }),
  transfer: (deps, actor, key, { text, office }, { caller }) =>
    transfer(deps, actor, key, { office, reason: text, isFinal: hasLastWord(caller) }),
  assign: (deps, actor, key, { account }) => assign(deps, actor, key, { account: account === NOBODY ? null : account }),
  merge: (deps, actor, key, { into }) => merge(deps, actor, key, { into: digitsOf(into) }),
};

/** A reference without what people write between its digits. */
export function digitsOf(typed: string): string {
  const parsed = parseReference(typed);
  return parsed.ok ? parsed.reference : '';
}

/** What a form is called among all requests: sent twice, it acts once. */
export function sourceOf({ caller }: Pick<SignedInVisit, 'caller'>, { once }: Pick<Typed, 'once'>): string {
  return `console-${caller.id}-${once}`;
}

/**
 * What an action is called: the same form with the same words acts once; with other words it is another one, so that nothing she
 * has changed after going back is lost. Keyed, because words can be guessed.
 */
export function actionSourceOf({ config }: Pick<Deps, 'config'>, visit: SignedInVisit, typed: Typed): string {
  const { text, office, account, into } = typed;
  const words = JSON.stringify([text, office, account, into]);
  const mark = createHmac('sha256', config.indexKey).update(words).digest('hex').slice(0, 16);
  return `${sourceOf(visit, typed)}-${mark}`;
}

/**
 * Does what a form says to the report with this row id, if its sender may still see it and has seen all that happened.
 *
 * @throws {AppError} what the use case throws
 */
export async function runAction(
  deps: Deps,
  visit: SignedInVisit,
  { name, id, typed }: { name: ActionName; id: string; typed: Typed },
): Promise<Grievance> {
  const actor = { ...actorOf(visit.caller), source: actionSourceOf(deps, visit, typed) };
  const key = { id, visible: visibleGrievances(visit.caller), seen: typed.seen };
  return RUNS[name](deps, actor, key, typed, visit);
}
