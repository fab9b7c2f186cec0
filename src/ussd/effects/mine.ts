import { isHers } from '../../db/own-reports.ts';
import type { Grievance } from '../../db/schema.ts';
import { AppError } from '../../errors.ts';
import { citizenOn } from '../../grievances/actor.ts';
import { addCitizenMessage } from '../../grievances/add-message.ts';
import { confirm } from '../../grievances/confirm.ts';
import { dueOf, isRunning } from '../../grievances/deadlines.ts';
import { goOn } from '../../grievances/go-on.ts';
import { joinGrievance } from '../../grievances/join.ts';
import { openWithPin as tryPin } from '../../grievances/open-with-pin.ts';
import { showReference } from '../../grievances/reference.ts';
import { dispute } from '../../grievances/reopen.ts';
import { isOpen } from '../../grievances/transitions.ts';
import type { Done, Position } from '../screen.ts';
import type { SessionState } from '../state.ts';
import { type Call, type Learnt, type Run, remember } from './effect.ts';

const CITIZEN = citizenOn('ussd');

/** Wrong PINs in one call, whatever the references: after these it opens nothing any more. */
const MOST_PIN_FAILURES = 5;

/** Where the way back leads from a report that was opened with its PIN: never to the PIN again. */
const BEHIND_PIN: readonly Position[] = [{ screen: 'menu' }, { screen: 'mine-list' }];

/** Where "me too" is said, and what lies behind it once that is done. */
const DESCRIPTION: Position = { screen: 'report-description' };
const BEHIND_DONE: readonly Position[] = [{ screen: 'menu' }];

/** "Me too": she is counted with a report of somebody else, and hears its end. */
export const joinReport: Run<'join-grievance'> = async (deps, tx, call, state, { reference }) => {
  const { programme } = call;
  const area = programme.areas.get(state.draft.area ?? '');
  const place = area ? { areaId: area.id } : {};
  const citizen = await remember(deps, tx, call, { language: state.language, ...place });
  const joined = await joinGrievance(deps, tx, { programme, citizen, reference, channel: 'ussd' });
  // It has ended since it was offered: she is where she was, sees what there is to join now, or writes her own.
  if (!joined) {
    const [at = DESCRIPTION] = state.trail.slice(-1);
    return { state: { ...state, citizenId: citizen.id, at, trail: state.trail.slice(0, -1) }, again: 'joinTooLate' };
  }
  const receipt = {
    reference: showReference(joined.grievance.reference),
    office: joined.promise?.office.code ?? null,
    due: joined.promise?.due.toISOString() ?? null,
    stream: joined.grievance.stream,
  };
  return { state: { ...state, citizenId: citizen.id, trail: BEHIND_DONE, draft: { ...state.draft, receipt } } };
};

/** Opens a report with the PIN she typed; the PIN itself is kept nowhere. */
export const openWithPin: Run<'open-with-pin'> = async (deps, tx, call, state, { pin }) => {
  const { pinFailures = 0 } = state;
  const { reference, ...draft } = state.draft;
  if (reference === undefined || pinFailures >= MOST_PIN_FAILURES) return { state, again: 'manyPins' };
  const answer = await tryPin(deps, tx, { programmeId: call.programme.id, reference, pin });
  if (answer === 'held') return { state, again: 'manyPins' };
  if (answer === 'wrong') return { state: { ...state, pinFailures: pinFailures + 1 }, again: 'wrongPin' };
  const at = { screen: 'mine-state', cursor: reference } as const;
  return { state: { ...state, at, page: 0, trail: BEHIND_PIN, draft: { ...draft, opened: reference } } };
};

/** More words about a report of hers. */
export const addMessage: Run<'add-message'> = (deps, tx, call, state, { reference, text }) =>
  act(call, state, 'message', () => addCitizenMessage(deps, tx, CITIZEN, keyOf(call, state, reference), { text }));

/** They should not wait for her, she says. */
export const objectToWaiting: Run<'object'> = (deps, tx, call, state, { reference }) =>
  act(call, state, 'goes_on', () => goOn(deps, tx, CITIZEN, keyOf(call, state, reference)));

/** It is fixed, she says. */
export const confirmReport: Run<'confirm'> = (deps, tx, call, state, { reference }) =>
  act(call, state, 'confirmed', () => confirm(deps, tx, CITIZEN, keyOf(call, state, reference)));

/** It is not fixed, she says, and why. */
export const disputeReport: Run<'dispute'> = (deps, tx, call, state, { reference, reason }) =>
  act(call, state, 'disputed', () => dispute(deps, tx, CITIZEN, keyOf(call, state, reference), { reason }));

/** The report with this reference, if it is hers: what stands in the call is not trusted for that. */
function keyOf({ programme }: Call, { citizenId, draft }: SessionState, reference: string) {
  const visible = isHers({ programmeId: programme.id, citizenId, opened: draft.opened });
  return { reference, programmeId: programme.id, visible };
}

/** Whether what she wanted is so now, by this call or by what she did before. */
const IS_SO: Readonly<Record<Exclude<Done['what'], 'too_late'>, (after: Grievance) => boolean>> = {
  message: () => true,
  goes_on: ({ status, objected_at: objectedAt }) => objectedAt !== null && isRunning(status),
  confirmed: ({ outcome }) => outcome === 'confirmed',
  disputed: ({ status, outcome }) => isOpen(status) && outcome === 'disputed',
};

/** Does it, and tells the last screen what came of it. Somebody may have changed the report since she saw it. */
async function act(
  { programme }: Call,
  state: SessionState,
  what: keyof typeof IS_SO,
  change: () => Promise<Grievance>,
): Promise<Learnt> {
  const after = await change().catch(unlessTooLate);
  const office = programme.byId.offices.get(after?.office_id ?? '');
  const done: Done =
    after && IS_SO[what](after)
      ? { what, office: office?.code ?? null, due: dueOf(after)?.toISOString() ?? null }
      : { what: 'too_late', office: null, due: null };
  return { state: { ...state, draft: { ...state.draft, done } } };
}

/** These are thrown before anything is written: the turn goes on in the same transaction. */
function unlessTooLate(error: unknown): null {
  if (error instanceof AppError && (error.code === 'conflict' || error.code === 'not_found')) return null;
  throw error;
}
