import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { lockAction } from '../db/actions.ts';
import { recordChange } from '../db/changes.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requireNone } from './card-problems.ts';
import { heldAnswer, requireSeen } from './held-on-card.ts';
import { answersAction } from './who-keeps.ts';

const LONGEST_ANSWER = 500;

/**
 * Says what became of an action: kept or broken, and how. It may be said again when it turns out otherwise; the record of changes
 * keeps what was said before. `seen`: what the form was filled in from, by `heldAnswer`; empty where it is not known.
 *
 * @param at of a card that she sees
 * @throws {CardError} with every field that is wrong
 * @throws {AppError} `forbidden` where it is another office's
 */
export async function answerAction(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  caller: AccountCaller,
  at: { readonly scorecardId: string; readonly id: string },
  said: { readonly state: string; readonly answer: string; readonly seen: string },
): Promise<void> {
  const answer = said.answer.trim();
  const state = said.state === 'kept' || said.state === 'broken' ? said.state : null;
  requireNone([
    ...(state === null ? [{ field: 'state', problem: 'state' } as const] : []),
    ...(answer === '' ? [{ field: 'answer', problem: 'missing' } as const] : []),
    ...(answer.length > LONGEST_ANSWER ? [{ field: 'answer', problem: 'too_long' } as const] : []),
  ]);
  if (state === null) return;
  await transact(deps, async ({ db }) => {
    const action = await lockAction(db, at.id);
    if (!action || action.scorecard_id !== at.scorecardId || !answersAction(caller, action)) {
      throw new AppError('forbidden', 'This action is another office to answer for.');
    }
    if (action.state === state && action.answer === answer) return;
    requireSeen('state', said.seen, heldAnswer(action));
    const now = deps.now();
    await db
      .updateTable('actions')
      .set({ state, answer, answered_by: caller.id, answered_at: now, remind_at: null })
      .where('id', '=', at.id)
      .execute();
    await recordChange(db, {
      ...changedBy(caller, at.id, now),
      what: 'action_answered',
      before: { state: action.state, answer: action.answer },
      after: { state, answer },
    });
  });
}
