import type { Config } from '../config.ts';
import type { Account } from '../db/schema.ts';
import { hashCode, makeCode } from './make-code.ts';

/** Twelve letters and digits: 60 random bits, tried under the same limits as passwords. */
const GROUPS = 3;
/** Long enough for a letter to a ward office. */
const LASTS_MS = 7 * 24 * 3_600_000;

/** A code with which a person chooses her password, once, within seven days; and what is kept of it. */
export function makeSetupCode(
  { indexKey }: Pick<Config, 'indexKey'>,
  accountId: string,
  now: Date,
): { code: string; columns: Pick<Account, 'setup_hash' | 'setup_until'> } {
  const code = makeCode(GROUPS);
  const columns = {
    setup_hash: hashCode(indexKey, 'setup', accountId, code),
    setup_until: new Date(now.getTime() + LASTS_MS),
  };
  return { code, columns };
}
