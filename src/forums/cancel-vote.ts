import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { transact } from '../db/transact.ts';
import { cancelVote as cancelRow, findVote } from '../db/votes.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

/**
 * Calls a vote off, before it opens.
 *
 * @throws {AppError} `not_found` when there is no such vote; `conflict` when it is open, or over
 */
export async function cancelVote(deps: Deps, by: AccountCaller, id: string): Promise<void> {
  await transact(deps, async ({ db }) => {
    const now = deps.now();
    const vote = await findVote(db, by.programme.id, id);
    if (!vote) throw new AppError('not_found', 'There is no such vote.');
    if (!(await cancelRow(db, by.programme.id, id, now))) throw new AppError('conflict', 'This vote has opened.');
    await recordChange(db, {
      ...changedBy(by, vote.names.en, now),
      what: 'vote_cancelled',
      before: { opens_at: vote.opens_at.toISOString(), names: vote.names },
      after: null,
    });
  });
}
