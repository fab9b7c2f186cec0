import { lockUnasked, markAsked } from '../db/promises.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { localDay } from '../grievances/local-day.ts';
import { beginMailing } from './start-mailing.ts';

/** How long answers count. After that the result stands, and no figure of it moves any more. */
const ANSWERS_COUNT_MS = 14 * 86_400_000;

/**
 * The last day of a promise is over: those who came are asked whether it was kept. Once, however often it is woken; before
 * that day is over it does nothing.
 *
 * @throws {AppError} `unavailable` while the programme is not loaded
 */
export async function askPromise(deps: Deps, promiseId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const promise = await lockUnasked(tx.db, promiseId);
    if (!promise) return;
    const programme = deps.programmes.byId(promise.programme_id);
    if (!programme) throw new AppError('unavailable', 'The programme of this promise is not loaded.');
    const now = deps.now();
    if (localDay(now, programme.calendar.timeZone) <= promise.due_on) return;
    await markAsked(tx.db, promise.id, now, new Date(now.getTime() + ANSWERS_COUNT_MS));
    await beginMailing(deps, tx, {
      programmeId: programme.id,
      meetingId: promise.meeting_id,
      promiseId: promise.id,
      kind: 'question',
      by: null,
      to: { meetingId: promise.meeting_id },
    });
  });
}
