import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import type { AccountCaller } from '../accounts/caller.ts';
import { GRANTS } from '../accounts/scope.ts';
import { AppError } from '../errors.ts';
import type { Area } from '../routing/programme.ts';

/**
 * The place whose meetings somebody calls: a supervisor's area, an administrator's programme.
 *
 * @throws {AppError} `forbidden` for a supervisor without an area
 */
export function topOf({ role, area, programme }: Pick<AccountCaller, 'role' | 'area' | 'programme'>): Area {
  if (GRANTS[role].sees !== 'area') return programme.root;
  if (area === null) throw new AppError('forbidden', 'This account has no place.');
  return area;
}

/** Row ids of the areas whose meetings are hers to call. */
export function reachOf(caller: AccountCaller): string[] {
  return areaIdsWithin(caller.programme, topOf(caller));
}
