import {
  type ForgetBefore,
  forgetAnswers,
  forgetAttendances,
  forgetRecipients,
  forgetVoters,
} from '../db/forget-people.ts';
import type { Deps } from '../deps.ts';

const DAY_MS = 86_400_000;
/** Time for a dispute about a result, and for what a carrier reports late. */
const SETTLED_KEPT_MS = 30 * DAY_MS;
/** Time to write down what was promised in the room: until then those who came can be told of it. */
const CAME_KEPT_MS = 90 * DAY_MS;

/** What was over before these moments is forgotten now. */
export function forgetBefore(now: Date): ForgetBefore {
  return { settled: new Date(now.getTime() - SETTLED_KEPT_MS), came: new Date(now.getTime() - CAME_KEPT_MS) };
}

/**
 * Forgets who came to a programme's meetings, who was written to, who answered and which phones have voted, once it is long
 * over; how many stays. Each in a transaction of its own, so that a mailing to a hundred thousand holds nobody else up.
 */
export async function forgetPeople({ db, now: clock }: Pick<Deps, 'db' | 'now'>, programmeId: string): Promise<void> {
  const now = clock();
  const before = forgetBefore(now);
  await db.transaction().execute((tx) => forgetAnswers(tx, programmeId, before, now));
  await db.transaction().execute((tx) => forgetAttendances(tx, programmeId, before, now));
  await db.transaction().execute((tx) => forgetVoters(tx, programmeId, before, now));
  while (await db.transaction().execute((tx) => forgetRecipients(tx, programmeId, before, now)));
}
