import type { Forum } from '../../db/forums.ts';
import type { Vote } from '../../db/votes.ts';
import { nameIn } from '../../routing/programme.ts';
import type { SignedInVisit } from '../route.ts';

/** Where a meeting stands. */
export function forumState(
  { starts_at: startsAt, retired_at: retiredAt }: Pick<Forum, 'starts_at' | 'retired_at'>,
  now: Date,
): 'coming' | 'begun' | 'cancelled' {
  if (retiredAt !== null) return 'cancelled';
  return startsAt <= now ? 'begun' : 'coming';
}

/** Where a vote stands. */
export function voteState({ opens_at: opensAt, closes_at: closesAt }: Vote, now: Date): 'coming' | 'open' | 'over' {
  if (now < opensAt) return 'coming';
  return now < closesAt ? 'open' : 'over';
}

/** The name of a place; empty where it is no more. */
export function areaNameOf({ caller, language }: Pick<SignedInVisit, 'caller' | 'language'>, areaId: string): string {
  const area = caller.programme.byId.areas.get(areaId);
  return area ? nameIn(area.names, language) : '';
}
