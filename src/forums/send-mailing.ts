import { DateTime } from 'luxon';
import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import {
  countPending,
  countWritten,
  leaveOut,
  listRecipients,
  lockMailing,
  type Mailing,
  type MailingSubject,
  markWritten,
  type Recipient,
  readDailyLimit,
  setMailingState,
  takeBackQueued,
} from '../db/mailings.ts';
import { insertAsked } from '../db/promises.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { quietUntil } from '../grievances/quiet-hours.ts';
import { tellCitizens } from '../grievances/tell-citizen.ts';
import type { Programme } from '../routing/programme.ts';
import { mailingText, PURPOSE_OF } from './mailing-words.ts';

/** SMS of one mailing that wait for the carrier at most: receipts and replies never stand behind more, and stopping means it. */
export const AT_ONCE = 200;
/** While the carrier is at those. */
const LOOK_AGAIN_MS = 2_000;
const PRIORITY = 10;

/**
 * Writes the next SMS of a mailing, as many as may wait for the carrier at once; and wakes itself for the rest. Whether
 * somebody has hers is in her row alone, so that it is harmless when run twice, at the same time, late or never. In quiet
 * hours, beyond the day's limit and while it is stopped it writes nothing; the sweep wakes it again. A meeting that has
 * begun, or was called off, is announced to nobody.
 *
 * @throws {AppError} `unavailable` while the programme is not loaded
 */
export async function sendMailing(deps: Deps, mailingId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const locked = await lockMailing(tx.db, mailingId);
    if (locked?.mailing.state !== 'running') return;
    const { mailing, subject } = locked;
    const programme = deps.programmes.byId(mailing.programme_id);
    if (!programme) throw new AppError('unavailable', 'The programme of this mailing is not loaded.');
    const now = deps.now();
    if (isTooLate(mailing, subject, now)) return endTooLate(tx, mailing.id, now);
    if (quietUntil(programme, now) !== null) return;
    await sendSome(deps, tx, programme, mailing, subject);
  });
}

function isTooLate(
  { kind }: Mailing,
  { starts_at: startsAt, retired_at: retiredAt }: MailingSubject,
  now: Date,
): boolean {
  return kind === 'announcement' && (startsAt <= now || retiredAt !== null);
}

async function endTooLate(tx: Tx, id: string, now: Date): Promise<void> {
  await takeBackQueued(tx.db, id, now);
  await leaveOut(tx.db, id, 'too_late');
  await setMailingState(tx.db, id, 'over', now);
}

async function sendSome(
  deps: Deps,
  tx: Tx,
  programme: Programme,
  mailing: Mailing,
  subject: MailingSubject,
): Promise<void> {
  const now = deps.now();
  const pending = await countPending(tx.db, mailing.id);
  const room = Math.min(AT_ONCE - pending, await leftToday(tx, programme, now));
  const areaIds = mailing.kind === 'announcement' ? areaIdsAt(programme, subject.area_id) : null;
  const next = await listRecipients(tx.db, mailing.id, areaIds, AT_ONCE);
  if (next.length === 0 && pending === 0) return setMailingState(tx.db, mailing.id, 'over', now);
  // Where nobody is left to write to, the sweep sees the last ones arrive; so it does when another day has begun.
  if (next.length === 0) return;
  if (room > 0) await write(deps, tx, programme, mailing, subject, next, room);
  if (pending > 0) tx.wake('send-mailing', mailing.id, { delayMs: LOOK_AGAIN_MS, priority: PRIORITY });
  else if (room > 0) tx.wake('send-mailing', mailing.id, { priority: PRIORITY });
}

async function write(
  deps: Deps,
  tx: Tx,
  programme: Programme,
  mailing: Mailing,
  subject: MailingSubject,
  next: readonly Recipient[],
  room: number,
): Promise<void> {
  const now = deps.now();
  const unwilling = next.filter(({ is_willing: isWilling }) => !isWilling).map(({ id }) => id);
  if (unwilling.length > 0) await leaveOut(tx.db, mailing.id, 'withdrawn', unwilling);
  const willing = next.filter(({ is_willing: isWilling }) => isWilling).slice(0, room);
  const telling = {
    purpose: PURPOSE_OF[mailing.kind],
    text: mailingText(programme, mailing.kind, subject),
    isMailing: true,
  };
  const written = await tellCitizens(deps, tx, { programme, citizens: willing }, telling);
  await markWritten(tx.db, mailing.id, written, now);
  if (mailing.kind !== 'question' || mailing.promise_id === null) return;
  const citizenIds = written.map(({ citizenId }) => citizenId);
  await insertAsked(tx.db, { promiseId: mailing.promise_id, citizenIds, now });
}

async function leftToday(tx: Tx, programme: Programme, now: Date): Promise<number> {
  const limit = await readDailyLimit(tx.db, programme.id);
  if (limit === null) return Number.POSITIVE_INFINITY;
  const day = DateTime.fromJSDate(now, { zone: programme.calendar.timeZone }).startOf('day').toJSDate();
  return limit - (await countWritten(tx.db, programme.id, day));
}

/** Row ids of an area and all in it. */
function areaIdsAt(programme: Programme, areaId: string): string[] {
  const area = programme.byId.areas.get(areaId);
  return area ? areaIdsWithin(programme, area) : [areaId];
}
