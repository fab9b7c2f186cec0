import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import { findVote, listPublicVotes } from '../db/votes.ts';
import type { Deps } from '../deps.ts';
import { areasAround } from '../routing/areas-around.ts';
import type { Area, Names, Programme } from '../routing/programme.ts';
import { type VoteResult, voteResult } from './vote-result.ts';

const MOST_LISTED = 50;

/** A vote as everybody may see it. */
export interface PublicVote {
  readonly id: string;
  readonly area: Area;
  readonly names: Names;
  readonly proposals: readonly { readonly number: number; readonly names: Names }[];
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Null: it is open. */
  readonly result: VoteResult | null;
}

/** Votes of an area, its parts, and the areas it lies in: open ones, and what those that closed since a moment came to. */
export async function readVotes(
  deps: Pick<Deps, 'db' | 'now'>,
  programme: Programme,
  area: Area,
  since: Date,
  limit = MOST_LISTED,
): Promise<PublicVote[]> {
  const areaIds = [...areaIdsWithin(programme, area), ...areasAround(area).map(({ id }) => id)];
  const votes = await listPublicVotes(deps.db, { areaIds, now: deps.now(), since, limit });
  const read: PublicVote[] = [];
  for (const { id, area_id: areaId, names, opens_at: opensAt, closes_at: closesAt } of votes) {
    const found = await findVote(deps.db, programme.id, id);
    if (!found) continue;
    const result = await voteResult(deps, found);
    const place = programme.byId.areas.get(areaId) ?? area;
    read.push({ id, area: place, names, proposals: found.proposals, opensAt, closesAt, result });
  }
  return read;
}
