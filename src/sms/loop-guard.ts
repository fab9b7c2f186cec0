import { holdBack, listReplies } from '../db/replies.ts';
import type { Purpose } from '../db/schema.ts';
import { lastFiledBySms } from '../db/threads.ts';
import type { Reading } from './reading.ts';

const HOUR_MS = 3_600_000;
/** Of the same text within an hour. Who misunderstands a question twice is still asked a third time. */
const MOST_ALIKE = 3;
/** Of all kinds within an hour: two reports with every question asked twice. */
const MOST_REPLIES = 12;

/** What is said to whoever writes, whoever it is. What happens to a report is told in any case. */
const AUTOMATIC: readonly Purpose[] = ['question', 'status', 'notice', 'joined'];

/**
 * Lets a conversation between two machines end: of the replies that one SMS has led to, those are held back that would be
 * too many for the last hour. Only what we say is limited. Every SMS that comes in is read and kept, and a report that was
 * filed begins the count anew: no machine gets that far, and whoever reports for many others does so often.
 *
 * @param written the replies, by row id
 */
export async function holdBackLoops(
  { deps, tx, citizen }: Pick<Reading, 'deps' | 'tx' | 'citizen'>,
  written: ReadonlySet<string>,
): Promise<void> {
  if (written.size === 0) return;
  const now = deps.now();
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const since = (await lastFiledBySms(tx.db, citizen.id, hourAgo)) ?? hourAgo;
  const recent = await listReplies(tx.db, { phoneIndex: citizen.phone_index, purposes: AUTOMATIC, since });
  const sent = recent.filter(({ id }) => !written.has(id)).map(({ text }) => text);
  const held: string[] = [];
  for (const { id, text } of recent.filter((reply) => written.has(reply.id))) {
    const isTooMuch = sent.length >= MOST_REPLIES || sent.filter((other) => other === text).length >= MOST_ALIKE;
    if (isTooMuch) held.push(id);
    else sent.push(text);
  }
  await holdBack(tx.db, held, { reason: 'loop_guard', now });
}
