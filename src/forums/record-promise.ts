import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import type { Forum } from '../db/forums.ts';
import type { MailingSubject } from '../db/mailings.ts';
import { findRecorded, insertPromise } from '../db/promises.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Names, Office } from '../routing/programme.ts';
import { type Price, priceMailing } from './price-mailing.ts';
import { requireSame } from './require-same.ts';
import { beginMailing } from './start-mailing.ts';

/** A promise as it is written down at a meeting. */
export interface WantedPromise {
  /** Its row id: sent twice, it is written and told once. */
  readonly id: string;
  readonly office: Office;
  readonly names: Names;
  /** The last day, ISO. */
  readonly dueOn: string;
}

/** What telling those who came would come to. */
export async function pricePromise(
  deps: Pick<Deps, 'db'>,
  by: AccountCaller,
  forum: Forum,
  wanted: WantedPromise,
): Promise<Price> {
  return priceMailing(deps, by.programme, {
    kind: 'promise',
    subject: about(forum, wanted),
    to: { meetingId: forum.id },
  });
}

/**
 * Writes down what an office has promised, and tells those who came. Who types the number of the meeting later is not told,
 * and is asked all the same what became of it.
 *
 * @param seen the SMS to be paid that she was shown
 * @throws {AppError} `conflict` where the meeting was called off or has not begun, where it is forgotten who came, or where it
 *   would cost more than she was shown
 * @throws {OtherWordsError} where another promise was written down under this id
 */
export async function recordPromise(
  deps: Deps,
  by: AccountCaller,
  forum: Forum,
  wanted: WantedPromise,
  seen: { readonly segments: number },
): Promise<void> {
  if (forum.retired_at !== null || forum.starts_at > deps.now() || forum.forgotten_at !== null) {
    throw new AppError('conflict', 'Promises are written down once the meeting has begun, while it is known who came.');
  }
  await transact(deps, async (tx) => {
    const { id, office, names, dueOn } = wanted;
    const isNew = await insertPromise(tx.db, {
      id,
      programme_id: by.programme.id,
      meeting_id: forum.id,
      office_id: office.id,
      names,
      due_on: dueOn,
      created_by: by.id,
      created_at: deps.now(),
    });
    if (!isNew) {
      return requireSame(await findRecorded(tx.db, id), {
        meeting_id: forum.id,
        office_id: office.id,
        names,
        due_on: dueOn,
      });
    }
    const mailing = {
      programmeId: by.programme.id,
      meetingId: forum.id,
      promiseId: id,
      kind: 'promise',
      by: by.id,
    } as const;
    const mailingId = await beginMailing(deps, tx, { ...mailing, to: { meetingId: forum.id } });
    if (mailingId === null) return;
    // Of those who are written down, and of nobody who came while they were.
    const price = await priceMailing(tx, by.programme, {
      kind: 'promise',
      subject: about(forum, wanted),
      to: { mailingId },
    });
    if (price.segments > seen.segments) throw new AppError('conflict', 'More people have come since you looked.');
    await recordChange(tx.db, {
      ...changedBy(by, forum.names.en, deps.now()),
      what: 'promise_added',
      before: null,
      after: { office: office.code, names, due_on: dueOn, sms: price.segments },
    });
  });
}

/** What the SMS of a promise says. */
function about(forum: Forum, { id, office, names, dueOn }: WantedPromise): MailingSubject {
  return { ...forum, promise: { id, names, office_id: office.id, due_on: dueOn, closes_at: null } };
}
