import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { type Forum, retireMeeting } from '../db/forums.ts';
import { findMailingOf } from '../db/mailings.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

/**
 * Calls a meeting off before it begins: phones list it no longer, and who was not told of it yet will not be. Those who were
 * told are not written to again. Said twice it changes nothing.
 *
 * @throws {AppError} `conflict` when it has begun
 */
export async function cancelMeeting(deps: Deps, by: AccountCaller, forum: Forum): Promise<void> {
  if (forum.starts_at <= deps.now()) throw new AppError('conflict', 'This meeting has begun.');
  await transact(deps, async (tx) => {
    if (!(await retireMeeting(tx.db, forum.id, deps.now()))) return;
    await recordChange(tx.db, {
      ...changedBy(by, forum.names.en, deps.now()),
      what: 'meeting_cancelled',
      before: { starts_at: forum.starts_at.toISOString(), names: forum.names },
      after: null,
    });
    const mailing = await findMailingOf(tx.db, { meetingId: forum.id, kind: 'announcement', promiseId: null });
    // The job finds that it is called off, and takes back what is not with the carrier.
    if (mailing?.state === 'running') tx.wake('send-mailing', mailing.id);
  });
}
