import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { transact } from '../db/transact.ts';
import { findEnteredVote, insertVote } from '../db/votes.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Area, Names } from '../routing/programme.ts';
import { requireSame } from './require-same.ts';

export const FEWEST_PROPOSALS = 2;
/** One page of a phone has room for them. */
export const MOST_PROPOSALS = 6;

/** A vote as an administrator enters it; texts are checked before. */
export interface WantedVote {
  /** Its row id: sent twice, it is entered once. */
  readonly id: string;
  readonly area: Area;
  readonly names: Names;
  readonly proposals: readonly Names[];
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/**
 * Enters a vote. It opens and closes by the clock; from its opening on nobody can change it.
 *
 * @throws {AppError} `invalid` with fewer than two or more than six proposals, or where it would close before it opens
 * @throws {OtherWordsError} where another vote was entered under this id
 */
export async function createVote(deps: Deps, by: AccountCaller, wanted: WantedVote): Promise<void> {
  const { id, area, names, proposals, opensAt, closesAt } = wanted;
  const isCount = proposals.length >= FEWEST_PROPOSALS && proposals.length <= MOST_PROPOSALS;
  if (!isCount || closesAt <= opensAt || opensAt <= deps.now()) {
    throw new AppError('invalid', 'A vote has two to six proposals, opens later than now, and closes after that.');
  }
  const now = deps.now();
  const vote = { id, area_id: area.id, names, proposals, opens_at: opensAt, closes_at: closesAt };
  // Vote and proposals together: a vote without them is none.
  await transact(deps, async ({ db }) => {
    const isNew = await insertVote(db, { ...vote, programmeId: by.programme.id, createdBy: by.id, now });
    if (!isNew) return requireSame(await findEnteredVote(db, id), { ...vote, programme_id: by.programme.id });
    const [opens, closes] = [opensAt.toISOString(), closesAt.toISOString()];
    await recordChange(db, {
      ...changedBy(by, names.en, now),
      what: 'vote_added',
      before: null,
      after: { area: area.code, names, proposals: proposals.map(({ en }) => en), opens_at: opens, closes_at: closes },
    });
  });
}
