import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Wrong PINs typed for one reference since the last right one. */
export interface PinTries {
  readonly failures: number;
  readonly failed_at: Date;
}

/**
 * How often the PIN of a reference was wrong. Holds the row until the transaction ends, so that tries at the same moment are
 * counted one after the other; for a reference that was never tried it is made.
 */
export async function lockPinTries(db: Kysely<Database>, referenceIndex: Buffer, now: Date): Promise<PinTries> {
  return db
    .insertInto('pin_tries')
    .values({ reference_index: referenceIndex, failures: 0, failed_at: now })
    .onConflict((conflict) => conflict.column('reference_index').doUpdateSet({ failures: sql`pin_tries.failures` }))
    .returning(['failures', 'failed_at'])
    .executeTakeFirstOrThrow();
}

/** One more wrong PIN. */
export async function addPinFailure(db: Kysely<Database>, referenceIndex: Buffer, now: Date): Promise<void> {
  await db
    .updateTable('pin_tries')
    .set({ failures: sql`failures + 1`, failed_at: now })
    .where('reference_index', '=', referenceIndex)
    .execute();
}

/** The PIN was right: its reporter begins anew. */
export async function forgetPinTries(db: Kysely<Database>, referenceIndex: Buffer): Promise<void> {
  await db.deleteFrom('pin_tries').where('reference_index', '=', referenceIndex).execute();
}

/** Deletes what was counted before a moment. At most `limit` at a time. */
export async function deleteOldPinTries(db: Kysely<Database>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('pin_tries')
    .select('reference_index')
    .where('failed_at', '<', before)
    .orderBy('failed_at')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await db
    .deleteFrom('pin_tries')
    .where('reference_index', 'in', old)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
