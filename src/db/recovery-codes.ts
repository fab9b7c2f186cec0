import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** Puts new codes in the place of all that an account had. */
export async function replaceRecoveryCodes(
  db: Transaction<Database>,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  if (hashes.length === 0) return;
  const rows = hashes.map((hash) => ({ account_id: accountId, code_hash: hash, used_at: null }));
  await db.insertInto('recovery_codes').values(rows).execute();
}

/** Uses a code up. False: there is no such code, or it was used before, perhaps at this very moment. */
export async function useRecoveryCode(
  db: Kysely<Database>,
  accountId: string,
  hash: Buffer,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** How many codes of an account are left. */
export async function countRecoveryCodes(db: Kysely<Database>, accountId: string): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
}
