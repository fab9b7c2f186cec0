import type { AccountCaller } from '../accounts/caller.ts';
import type { Forum } from '../db/forums.ts';
import { insertPromise } from '../db/promises.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Names, Office } from '../routing/programme.ts';
import { type Price, priceMailing } from './price-mailing.ts';
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
  { office, names, dueOn }: WantedPromise,
): Promise<Price> {
  const promise = { id: '', names, office_id: office.id, due_on: dueOn };
  const subject = { ...forum, promise };
  return priceMailing(deps, by.programme, { kind: 'promise', subject, to: { meetingId: forum.id } });
}

/**
 * Writes down what an office has promised, and tells those who came. Who types the number of the meeting later is not told,
 * and is asked all the same what became of it.
 *
 * @param seen the SMS to be paid that she was shown
 * @throws {AppError} `conflict` where the meeting was called off or has not begun, or it would cost more than she was shown
 */
export async function recordPromise(
  deps: Deps,
  by: AccountCaller,
  forum: Forum,
  wanted: WantedPromise,
  seen: { readonly segments: number },
): Promise<void> {
  if (forum.retired_at !== null || forum.starts_at > deps.now()) {
    throw new AppError('conflict', 'Nothing can be promised before the meeting has begun.');
  }
  await transact(deps, async (tx) => {
    const price = await pricePromise({ db: tx.db }, by, forum, wanted);
    if (price.segments > seen.segments) throw new AppError('conflict', 'More people have come since you looked.');
    const { id } = wanted;
    const isNew = await insertPromise(tx.db, {
      id,
      programme_id: by.programme.id,
      meeting_id: forum.id,
      office_id: wanted.office.id,
      names: wanted.names,
      due_on: wanted.dueOn,
      created_by: by.id,
      created_at: deps.now(),
    });
    if (!isNew) return;
    await beginMailing(deps, tx, {
      programmeId: by.programme.id,
      meetingId: forum.id,
      promiseId: id,
      kind: 'promise',
      by: by.id,
      to: { meetingId: forum.id },
    });
  });
}
