import { officialOnCall } from '../../accounts/official-by-phone.ts';
import { act } from '../../desk/act.ts';
import { workedOf } from '../../desk/worked.ts';
import { countHers } from '../on-duty.ts';
import type { Run } from './effect.ts';

/** Does what an official pressed, and tells the last screen what came of it. Whoever was disabled since finds nothing. */
export const work: Run<'work'> = async (deps, tx, { programme, sessionId, turn }, state, { verb, reference, text }) => {
  const { onDuty, ...offDuty } = state;
  const { draft } = state;
  const official = onDuty ? await officialOnCall(tx.db, programme, onDuty.account) : null;
  if (!onDuty || !official) {
    const worked = workedOf(verb, reference, { is: 'unknown' });
    return { state: { ...offDuty, draft: { ...draft, worked } } };
  }
  const seen = { at: new Date(draft.work?.openedAt ?? deps.now()) };
  const source = `${sessionId}-${turn}`;
  const outcome = await act(deps, tx, official.caller, { verb, reference, text, source, seen });
  const due = await countHers(tx.db, official);
  // What she typed has gone where it belongs.
  const { work: _done, ...rest } = draft;
  const worked = workedOf(verb, reference, outcome);
  return { state: { ...state, onDuty: { ...onDuty, due }, draft: { ...rest, worked } } };
};
