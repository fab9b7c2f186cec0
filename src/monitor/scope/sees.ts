import type { AccountCaller } from '../../accounts/caller.ts';
import { GRANTS } from '../../accounts/scope.ts';

/** Whether figures that belong to no place may be shown to her: what is hers is the whole programme. */
export function seesWhole({ role }: Pick<AccountCaller, 'role'>): boolean {
  return GRANTS[role].sees === 'programme';
}
