import type { AccountCaller } from '../../accounts/caller.ts';
import { GRANTS } from '../../accounts/scope.ts';

/** Whether figures in which reports about an office are counted too may be shown to her: she can sit in none. */
export function seesAccused({ role }: Pick<AccountCaller, 'role'>): boolean {
  return !GRANTS[role].canBeAccused;
}

/** Whether figures that belong to no place may be shown to her: what is hers is the whole programme. */
export function seesWhole({ role }: Pick<AccountCaller, 'role'>): boolean {
  return GRANTS[role].sees === 'programme';
}
