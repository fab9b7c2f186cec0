import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { findForumByCode, insertAttendance, listCodes, lockTries, saveTries } from '../db/forums.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';

const DIGITS = 4;
const HOUR_MS = 3_600_000;
/** The number is good from an hour before the begin, for who comes early, until a day after, for who had no network in the room. */
const BEFORE_MS = HOUR_MS;
const AFTER_MS = 24 * HOUR_MS;
/** Meetings so near to each other never have the same number. */
const APART_MS = 7 * 24 * HOUR_MS;
/** Wrong numbers of one person in a day; after these none is looked at. Guessing ten thousand would take years. */
const MOST_WRONG = 5;
const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;
/** An advisory lock of this project ("maji"): of two meetings entered at once the second sees the first one's number. */
const LOCK = { space: 0x6d616a69, key: 2 };

/** A number for a meeting that no other one around the same time has. */
export async function makeMeetingCode(tx: Tx, of: { programmeId: string; startsAt: Date }): Promise<string> {
  await sql`select pg_advisory_xact_lock(${LOCK.space}::integer, ${LOCK.key}::integer)`.execute(tx.db);
  const at = of.startsAt.getTime();
  const taken = await listCodes(tx.db, {
    programmeId: of.programmeId,
    from: new Date(at - APART_MS),
    to: new Date(at + APART_MS),
  });
  for (;;) {
    const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
    if (!taken.has(code)) return code;
  }
}

/**
 * She typed a number that was told in the room: she came, and hears of the promises made there.
 *
 * @returns the meeting's id; `wrong`: no meeting of now has that number; `held`: she has typed too many wrong ones
 */
export async function comeToMeeting(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  who: { programmeId: string; citizenId: string; code: string },
): Promise<{ meetingId: string } | 'wrong' | 'held'> {
  const now = deps.now();
  const { programmeId, citizenId, code } = who;
  const failures = await lockTries(tx.db, citizenId, new Date(now.getTime() - FORGOTTEN_AFTER_MS));
  if (failures >= MOST_WRONG) return 'held';
  const meeting = await findForumByCode(tx.db, {
    programmeId,
    code,
    from: new Date(now.getTime() - AFTER_MS),
    to: new Date(now.getTime() + BEFORE_MS),
  });
  if (!meeting) {
    await saveTries(tx.db, { citizenId, failures: failures + 1, now });
    return 'wrong';
  }
  await insertAttendance(tx.db, { meetingId: meeting.id, citizenId, now });
  return { meetingId: meeting.id };
}
