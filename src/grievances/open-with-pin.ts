import { createHmac } from 'node:crypto';
import { addPinFailure, forgetPinTries, lockPinTries, type PinTries } from '../db/pin-tries.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { isPin } from './pin.ts';

/** `held`: too many wrong ones before, so that this one was not looked at. */
export type PinAnswer = 'right' | 'wrong' | 'held';

/** Wrong PINs that cost nothing but the call. */
const FREE_FAILURES = 5;

const HOUR_MS = 3_600_000;
/** Doubling ends here: somebody who guesses must not keep its reporter from her report for ever. */
const LONGEST_HOLD_MS = 7 * 24 * HOUR_MS;

/** Compared with where there is no PIN, so that this takes as long. */
const NO_REPORT = { id: '00000000-0000-0000-0000-000000000000', pin_hash: Buffer.alloc(32) };

/**
 * Whether a PIN opens a report of this programme. After five wrong ones the next is not looked at for an hour, then two,
 * then four, up to a week: the 10,000 PINs of one report take more than a lifetime to try. A reference that no report has, or
 * one without a PIN, is answered, counted and held in the same way: nobody learns what exists.
 *
 * @param typed.reference eight digits
 */
export async function openWithPin(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  typed: { programmeId: string; reference: string; pin: string },
): Promise<PinAnswer> {
  const { indexKey } = deps.config;
  const now = deps.now();
  const tried = createHmac('sha256', indexKey).update(`pin-tries ${typed.programmeId} ${typed.reference}`).digest();
  if (isHeld(await lockPinTries(tx.db, tried, now), now)) return 'held';
  const report = await tx.db
    .selectFrom('grievances')
    .select(['id', 'pin_hash'])
    .where('reference', '=', typed.reference)
    .where('programme_id', '=', typed.programmeId)
    .executeTakeFirst();
  const compared = report?.pin_hash ? report : NO_REPORT;
  if (isPin(indexKey, compared, typed.pin) && compared !== NO_REPORT) {
    await forgetPinTries(tx.db, tried);
    return 'right';
  }
  await addPinFailure(tx.db, tried, now);
  return 'wrong';
}

function isHeld({ failures, failed_at }: PinTries, now: Date): boolean {
  if (failures < FREE_FAILURES) return false;
  const holdMs = Math.min(LONGEST_HOLD_MS, HOUR_MS * 2 ** (failures - FREE_FAILURES));
  return now.getTime() < failed_at.getTime() + holdMs;
}
