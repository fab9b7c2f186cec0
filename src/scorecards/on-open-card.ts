import type { AccountCaller } from '../accounts/caller.ts';
import type { Scorecard } from '../db/schema.ts';
import { lockScorecard } from '../db/scorecards.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { keepsCard } from './who-keeps.ts';

/**
 * Does something to a card that is hers to write on and still open, with the card locked.
 *
 * @throws {AppError} `forbidden` where it is not hers; `conflict` where it is closed: then everybody may read it as it stands
 */
export async function onOpenCard<T>(
  deps: Pick<Deps, 'db' | 'wake'>,
  caller: AccountCaller,
  id: string,
  work: (tx: Tx, card: Scorecard) => Promise<T>,
): Promise<T> {
  return transact(deps, async (tx) => {
    const card = await lockScorecard(tx.db, id);
    if (!card || card.programme_id !== caller.programme.id || !keepsCard(caller, card)) {
      throw new AppError('forbidden', 'This card is kept by another office.');
    }
    if (card.closed_at !== null) throw new AppError('conflict', 'This card is closed: its scores stand still.');
    return work(tx, card);
  });
}
