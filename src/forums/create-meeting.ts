import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { findEntered, insertForum } from '../db/forums.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Area, Names } from '../routing/programme.ts';
import { makeMeetingCode } from './meeting-code.ts';
import { requireSame } from './require-same.ts';

/** A meeting as somebody enters it; texts are checked before. */
export interface WantedMeeting {
  /** Its row id: sent twice, it is entered once. */
  readonly id: string;
  readonly area: Area;
  readonly startsAt: Date;
  readonly names: Names;
  readonly venues: Names;
}

/**
 * Enters a meeting: from now on it is listed on phones. Nobody is told of it by that.
 *
 * @throws {OtherWordsError} where another meeting was entered under this id
 */
export async function createMeeting(deps: Deps, by: AccountCaller, wanted: WantedMeeting): Promise<void> {
  const { id } = wanted;
  const { programme } = by;
  const { names, venues } = wanted;
  const entered = { programme_id: programme.id, area_id: wanted.area.id, starts_at: wanted.startsAt, names, venues };
  await transact(deps, async (tx) => {
    const code = await makeMeetingCode(tx, { programmeId: programme.id, startsAt: wanted.startsAt });
    // Under the lock of the number, so that of two at once the second sees the first.
    const kept = await findEntered(tx.db, id);
    if (kept) return requireSame(kept, entered);
    await insertForum(tx.db, {
      ...entered,
      id,
      code,
      createdBy: by.id,
      now: deps.now(),
    });
    await recordChange(tx.db, {
      ...changedBy(by, names.en, deps.now()),
      what: 'meeting_added',
      before: null,
      after: { area: wanted.area.code, starts_at: wanted.startsAt.toISOString(), names, venues },
    });
  });
}
