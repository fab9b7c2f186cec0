import { v7 as uuidv7 } from 'uuid';
import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import type { Forum } from '../db/forums.ts';
import {
  type Audience,
  findMailing,
  insertMailing,
  lockMailing,
  setMailingState,
  takeBackQueued,
} from '../db/mailings.ts';
import type { MailingKind, MailingState } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type Price, priceMailing } from './price-mailing.ts';

/** Whom the announcement of a meeting goes to: people of its area who agreed to be told. */
export function peopleOf({ programme }: Pick<AccountCaller, 'programme'>, { area_id: areaId }: Forum): Audience {
  const area = programme.byId.areas.get(areaId);
  return { areaIds: area ? areaIdsWithin(programme, area) : [areaId] };
}

/** What announcing a meeting would come to. */
export async function priceAnnouncement(deps: Pick<Deps, 'db'>, by: AccountCaller, forum: Forum): Promise<Price> {
  const subject = { ...forum, promise: null };
  return priceMailing(deps, by.programme, { kind: 'announcement', subject, to: peopleOf(by, forum) });
}

/**
 * Announces a meeting by SMS, once.
 *
 * @param seen the SMS to be paid that she was shown
 * @throws {AppError} `conflict` where it has begun, was called off, was announced before, or would cost more than she was shown
 */
export async function announceMeeting(
  deps: Deps,
  by: AccountCaller,
  forum: Forum,
  seen: { readonly segments: number },
): Promise<void> {
  await transact(deps, async (tx) => {
    if (forum.retired_at !== null || forum.starts_at <= deps.now()) {
      throw new AppError('conflict', 'This meeting has begun, or was called off.');
    }
    const mailingId = await beginMailing(deps, tx, {
      programmeId: by.programme.id,
      meetingId: forum.id,
      promiseId: null,
      kind: 'announcement',
      by: by.id,
      to: peopleOf(by, forum),
    });
    if (mailingId === null) throw new AppError('conflict', 'This meeting was announced before.');
    // Of those who are written down, and of nobody who agreed while they were.
    const about = { kind: 'announcement', subject: { ...forum, promise: null }, to: { mailingId } } as const;
    const price = await priceMailing(tx, by.programme, about);
    if (price.segments > seen.segments) throw new AppError('conflict', 'More people have agreed since you looked.');
    await recordChange(tx.db, {
      ...changedBy(by, forum.names.en, deps.now()),
      what: 'meeting_announced',
      before: null,
      after: { people: price.people, sms: price.segments },
    });
  });
}

/** Writes a mailing down with all it goes to, and wakes the job that sends it. Its row id; null: there was one already. */
export async function beginMailing(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  wanted: {
    readonly programmeId: string;
    readonly meetingId: string;
    readonly promiseId: string | null;
    readonly kind: MailingKind;
    /** Null: by itself. */
    readonly by: string | null;
    readonly to: Audience;
  },
): Promise<string | null> {
  const id = uuidv7();
  const mailing = {
    id,
    programme_id: wanted.programmeId,
    meeting_id: wanted.meetingId,
    promise_id: wanted.promiseId,
    kind: wanted.kind,
    started_by: wanted.by,
  };
  const isNew = await insertMailing(tx.db, mailing, wanted.to, deps.now());
  if (!isNew) return null;
  tx.wake('send-mailing', id, { priority: 10 });
  return id;
}

/**
 * Stops a mailing, or lets it go on. What the carrier does not have yet is taken back; whoever has hers gets no second one.
 * Said twice, or of one that is over, it changes nothing.
 *
 * @returns where it stands then
 * @throws {AppError} `not_found` when it is no mailing of this meeting
 */
export async function steerMailing(
  deps: Deps,
  by: AccountCaller,
  forum: Forum,
  wanted: { id: string; to: 'stopped' | 'running' },
): Promise<MailingState> {
  return transact(deps, async (tx) => {
    const mailing = await findMailing(tx.db, by.programme.id, wanted.id);
    if (mailing?.meeting_id !== forum.id) throw new AppError('not_found', 'There is no such mailing.');
    const locked = await lockMailing(tx.db, wanted.id);
    const state = locked?.mailing.state ?? 'over';
    if (state === 'over' || state === wanted.to) return state;
    if (wanted.to === 'stopped') await takeBackQueued(tx.db, wanted.id, deps.now());
    await setMailingState(tx.db, wanted.id, wanted.to, deps.now());
    if (wanted.to === 'running') tx.wake('send-mailing', wanted.id, { priority: 10 });
    await recordChange(tx.db, {
      ...changedBy(by, forum.names.en, deps.now()),
      what: wanted.to === 'stopped' ? 'mailing_stopped' : 'mailing_resumed',
      before: { state },
      after: { state: wanted.to, kind: mailing.kind },
    });
    return wanted.to;
  });
}
