import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import {
  countPaid,
  countPending,
  leaveOut,
  listRecipients,
  lockDailyLimit,
  lockMailing,
  type Mailing,
  type MailingSubject,
  markWritten,
  type Recipient,
  setMailingState,
  takeBackQueued,
} from '../db/mailings.ts';
import { insertAsked } from '../db/promises.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { localDay, startOfDay } from '../grievances/local-day.ts';
import { quietUntil } from '../grievances/quiet-hours.ts';
import { languageOf, type Telling, tellCitizens, wordSms } from '../grievances/tell-citizen.ts';
import type { Language, Programme } from '../routing/programme.ts';
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
 * begun, or was called off, is announced to nobody; of a promise nobody is told after its last day, nor asked when answers
 * count no longer.
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
    if (isTooLate(programme, mailing, subject, now)) return endTooLate(tx, mailing.id, now);
    if (quietUntil(programme, now) !== null) return;
    await sendSome(deps, tx, programme, mailing, subject);
  });
}

function isTooLate(
  { calendar }: Programme,
  { kind }: Mailing,
  { starts_at: startsAt, retired_at: retiredAt, promise }: MailingSubject,
  now: Date,
): boolean {
  if (kind === 'announcement') return startsAt <= now || retiredAt !== null;
  if (promise === null) return true;
  if (kind === 'promise') return localDay(now, calendar.timeZone) > promise.due_on;
  return promise.closes_at !== null && promise.closes_at <= now;
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
  const room = AT_ONCE - pending;
  const areaIds = mailing.kind === 'announcement' ? areaIdsAt(programme, subject.area_id) : null;
  const next = await listRecipients(tx.db, mailing.id, areaIds, AT_ONCE);
  if (next.length === 0 && pending === 0) return setMailingState(tx.db, mailing.id, 'over', now);
  // Where nobody is left to write to, the sweep sees the last ones arrive; so it does when another day has begun.
  if (next.length === 0) return;
  const done = room > 0 ? await write(deps, tx, programme, mailing, subject, next.slice(0, room)) : 0;
  if (pending > 0) lookAgain(tx, mailing, now);
  else if (done > 0) tx.wake('send-mailing', mailing.id, { priority: PRIORITY });
}

/** One look a while, by whomever it is asked for: the sweep asks each minute, and each of its looks would else go on asking. */
function lookAgain(tx: Tx, { id }: Mailing, now: Date): void {
  const time = Math.floor(now.getTime() / LOOK_AGAIN_MS) + 1;
  tx.wake('send-mailing', id, { delayMs: LOOK_AGAIN_MS, priority: PRIORITY, skipIfWaiting: true, time });
}

/** How many of them are dealt with: written to, as far as the day's limit goes, or left out. */
async function write(
  deps: Deps,
  tx: Tx,
  programme: Programme,
  mailing: Mailing,
  subject: MailingSubject,
  next: readonly Recipient[],
): Promise<number> {
  const now = deps.now();
  const unwilling = next.filter(({ is_willing: isWilling }) => !isWilling).map(({ id }) => id);
  if (unwilling.length > 0) await leaveOut(tx.db, mailing.id, 'withdrawn', unwilling);
  const willing = next.filter(({ is_willing: isWilling }) => isWilling);
  const telling = {
    purpose: PURPOSE_OF[mailing.kind],
    text: mailingText(programme, mailing.kind, subject),
    isMailing: true,
  };
  const citizens = await withinLimit(tx, programme, willing, telling, now);
  const written = await tellCitizens(deps, tx, { programme, citizens }, telling);
  await markWritten(tx.db, mailing.id, written, now);
  if (mailing.kind === 'question' && mailing.promise_id !== null) {
    await insertAsked(tx.db, { promiseId: mailing.promise_id, asked: written, now });
  }
  return unwilling.length + written.length;
}

/**
 * As many of them as the day's limit, in SMS to be paid, has room for. A text that is longer than the whole limit goes to one
 * person a day: otherwise it would go to nobody, for ever.
 */
async function withinLimit(
  { db }: Tx,
  programme: Programme,
  citizens: readonly Recipient[],
  telling: Pick<Telling, 'text'>,
  now: Date,
): Promise<readonly Recipient[]> {
  const limit = await lockDailyLimit(db, programme.id);
  if (limit === null) return citizens;
  const day = startOfDay(now, programme.calendar.timeZone);
  const paid = await countPaid(db, programme.id, day);
  const segments = new Map<Language, number>();
  let sum = paid;
  const end = citizens.findIndex((citizen) => {
    const language = languageOf(programme, citizen);
    const each = segments.get(language) ?? wordSms({ programme, citizen }, telling).segments;
    segments.set(language, each);
    const isFirst = sum === 0;
    sum += each;
    return sum > limit && !isFirst;
  });
  return end === -1 ? citizens : citizens.slice(0, end);
}

/** Row ids of an area and all in it. */
function areaIdsAt(programme: Programme, areaId: string): string[] {
  const area = programme.byId.areas.get(areaId);
  return area ? areaIdsWithin(programme, area) : [areaId];
}
