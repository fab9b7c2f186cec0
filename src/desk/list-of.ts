import type { AccountCaller } from '../accounts/caller.ts';
import { visibleGrievances } from '../accounts/scope.ts';
import type { DeskList } from '../db/desk-reports.ts';

/** Counted no further: what is more is many. */
export const MOST_COUNTED = 1_000;

/** An official's list: what she has herself and what nobody in her office has. A supervisor's: her whole area. */
export function listOf(caller: AccountCaller, dueBefore: Date | null = null): DeskList {
  const accountId = caller.role === 'official' ? caller.id : null;
  return { visible: visibleGrievances(caller), accountId, dueBefore };
}
