import { createHmac } from 'node:crypto';
import type { Tx } from '../db/transact.ts';
import { countVote, findVote, insertVotePhone } from '../db/votes.ts';
import type { Deps } from '../deps.ts';
import type { Phone } from '../phone.ts';

/** What came of a vote. `already`: this phone has voted, and what it chose stands. */
export type Cast = 'counted' | 'already' | 'closed';

/**
 * Counts one vote. That the phone has voted is kept as a keyed hash of number and vote, without a time; what it chose only as
 * one more in the count of the proposal. No row has both. `docs/decisions/0023-votes.md`.
 */
export async function castVote(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  cast: { programmeId: string; voteId: string; number: number; phone: Phone },
): Promise<Cast> {
  const vote = await findVote(tx.db, cast.programmeId, cast.voteId);
  const now = deps.now();
  if (!vote || now < vote.opens_at || now >= vote.closes_at) return 'closed';
  if (!vote.proposals.some(({ number }) => number === cast.number)) return 'closed';
  const phoneHash = hashVoter(deps.config.indexKey, cast.voteId, cast.phone);
  if (!(await insertVotePhone(tx.db, cast.voteId, phoneHash))) return 'already';
  await countVote(tx.db, cast.voteId, cast.number);
  return 'counted';
}

/** Keyed, and another one in every vote: two votes of a phone are not to be joined by it, nor is a list of calls. */
function hashVoter(indexKey: Buffer, voteId: string, phone: Phone): Buffer {
  return createHmac('sha256', indexKey).update(`vote ${voteId} ${phone}`).digest();
}
