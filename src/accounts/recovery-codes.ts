import type { Transaction } from 'kysely';
import { replaceRecoveryCodes } from '../db/recovery-codes.ts';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { hashCode, makeCode } from './make-code.ts';

const CODES = 10;
/** Groups of four letters: 60 random bits, and nobody gets many tries. */
const GROUPS = 3;

/** Makes ten codes in place of those an account had, each for one sign-in. Shown once: only keyed hashes are kept. */
export async function makeRecoveryCodes(
  deps: Pick<Deps, 'config'>,
  db: Transaction<Database>,
  accountId: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: CODES }, () => makeCode(GROUPS));
  const hashes = codes.map((code) => hashCode(deps.config.indexKey, 'recovery', accountId, code));
  await replaceRecoveryCodes(db, accountId, hashes);
  return codes;
}
