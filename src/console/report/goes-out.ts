import type { ThreadMessage } from '../../db/report-page.ts';
import { quietUntil } from '../../grievances/quiet-hours.ts';
import { showTime } from './moments.ts';
import type { ReportView } from './report-view.ts';

/** When an SMS goes out that still waits for its time; null: it waits for nothing, or is out. */
export function goesOutAt(
  { now }: Pick<ReportView, 'now'>,
  { state, due_at: dueAt }: Pick<ThreadMessage, 'state' | 'due_at'>,
): Date | null {
  return state === 'queued' && dueAt !== null && dueAt > now ? dueAt : null;
}

/** The first SMS after what this person did last; undefined: nothing was sent then. */
export function sentLast({ caller, events, messages }: ReportView): ThreadMessage | undefined {
  const acted = events.findLast(({ type, actor_id: by }) => by === caller.id && type !== 'viewed');
  return acted && messages.find(({ id }) => id > acted.id);
}

/**
 * What is said once something is done, and, where its SMS waits for the end of the quiet hours, until when.
 *
 * @param dueAt of the SMS that still waits; null: none does
 */
export function sayDone(
  { programme, words, now }: Pick<ReportView, 'programme' | 'words' | 'now'>,
  done: string,
  dueAt: Date | null,
): string {
  if (dueAt === null || dueAt <= now || quietUntil(programme, now) === null) return done;
  return `${done} ${words.smsAfterQuiet(showTime(programme, dueAt))}`;
}
