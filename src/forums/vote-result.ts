import { countClosed, type OpenVote, type Proposal } from '../db/votes.ts';
import type { Deps } from '../deps.ts';

/** Of fewer votes it could be read who chose what. */
const FEWEST_COUNTED = 10;

/** A proposal with what it got. */
export interface CountedProposal extends Proposal {
  readonly votes: number;
}

/** What a vote came to. */
export interface VoteResult {
  /** All votes; null: fewer than ten, and nothing more is said of them. */
  readonly turnout: number | null;
  /** The most voted first; in the order of their numbers where votes are few, or the same. */
  readonly proposals: readonly CountedProposal[];
  /** Numbers of the proposals that most votes are for: several where they are tied. Empty where votes are few. */
  readonly winners: readonly number[];
}

/** What a vote came to; null while it is open: nobody sees it before, not even who holds it. */
export async function voteResult(
  deps: Pick<Deps, 'db' | 'now'>,
  vote: Pick<OpenVote, 'id' | 'closes_at'>,
): Promise<VoteResult | null> {
  if (deps.now() < vote.closes_at) return null;
  return resultOf(await countClosed(deps.db, vote.id, deps.now()));
}

/** What counts come to. */
export function resultOf(counted: readonly CountedProposal[]): VoteResult {
  const turnout = counted.reduce((sum, { votes }) => sum + votes, 0);
  if (turnout < FEWEST_COUNTED) {
    return { turnout: null, proposals: counted.map((one) => ({ ...one, votes: 0 })), winners: [] };
  }
  const most = Math.max(...counted.map(({ votes }) => votes));
  return {
    turnout,
    proposals: [...counted].sort((one, other) => other.votes - one.votes || one.number - other.number),
    winners: counted.filter(({ votes }) => votes === most).map(({ number }) => number),
  };
}
