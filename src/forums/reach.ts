import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import type { AccountCaller } from '../accounts/caller.ts';
import type { Area } from '../routing/programme.ts';

/** The place whose meetings somebody calls: a supervisor's area, an administrator's programme. */
export function topOf({ area, programme }: AccountCaller): Area {
  return area ?? programme.root;
}

/** Row ids of the areas whose meetings are hers to call. */
export function reachOf(caller: AccountCaller): string[] {
  return areaIdsWithin(caller.programme, topOf(caller));
}
