import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { countUnitScores, replaceScores } from '../db/scorecards.ts';
import type { Deps } from '../deps.ts';
import { onOpenCard } from './on-open-card.ts';

/**
 * Closes a card: the ratings of its period are written down as they are now, and everybody may read it. From then on only its
 * actions change: figures that stand still cannot be compared with themselves to learn what one person said.
 *
 * @throws {AppError} as `onOpenCard` does
 */
export async function closeCard(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  caller: AccountCaller,
  id: string,
): Promise<void> {
  await onOpenCard(deps, caller, id, async ({ db }, card) => {
    const period = { from: card.from_on, until: card.until_on };
    const rated = await countUnitScores(db, [card.unit_id], period);
    const scores = rated.map(({ indicator, score, people }) => ({ indicator, score, people }));
    await replaceScores(db, id, 'ratings', scores);
    await db.updateTable('scorecards').set({ closed_at: deps.now() }).where('id', '=', id).execute();
    await recordChange(db, { ...changedBy(caller, id, deps.now()), what: 'card_closed', before: null, after: period });
  });
}
