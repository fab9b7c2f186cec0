import { DateTime } from 'luxon';
import {
  countBacklog,
  countGroups,
  countMessages,
  countRatings,
  isInUse,
  lockSnapshots,
  type Months,
  markSnapshot,
  snapshotAt,
} from '../db/snapshots.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';

/** What is open now is counted anew when it is older: a page says when it was. */
export const SNAPSHOTS_KEPT_MS = 5 * 60_000;
/** Messages, ratings and groups of a month. */
const MONTHS_KEPT_MS = 60 * 60_000;
/** Months that may still change and are counted anew each time; older ones are counted once, and by a rebuild. */
const LIVE_MONTHS = 3;

/** Counts what is old of a programme's snapshots. Harmless when run twice: whoever comes second leaves it to the first. */
export async function refreshSnapshots(
  { db, programmes, now }: Pick<Deps, 'db' | 'programmes' | 'now'>,
  programmeId: string,
): Promise<void> {
  const programme = programmes.byId(programmeId);
  if (!programme) return;
  const at = now();
  if (!(await isInUse(db, programmeId))) {
    await markSnapshot(db, { programmeId, what: 'backlog', at });
    return;
  }
  const backlogAt = await snapshotAt(db, programmeId, 'backlog');
  if (backlogAt === null || at.getTime() - backlogAt.getTime() >= SNAPSHOTS_KEPT_MS) {
    await db.transaction().execute(async (tx) => {
      if (!(await lockSnapshots(tx, programmeId))) return;
      await countBacklog(tx, programmeId, at);
      await markSnapshot(tx, { programmeId, what: 'backlog', at });
    });
  }
  const monthsAt = await snapshotAt(db, programmeId, 'months');
  if (monthsAt !== null && at.getTime() - monthsAt.getTime() < MONTHS_KEPT_MS) return;
  const months = monthsUntil(programme, at, monthsAt === null ? null : LIVE_MONTHS);
  await db.transaction().execute(async (tx) => {
    if (!(await lockSnapshots(tx, programmeId))) return;
    await countMessages(tx, months);
    await countRatings(tx, months);
    await countGroups(tx, months);
    await markSnapshot(tx, { programmeId, what: 'months', at });
  });
}

/** Before any report of ours. */
const BEGINNING = '2000-01-01';

/**
 * The months up to the one of a moment.
 *
 * @param count how many; null: all there are
 */
export function monthsUntil({ id, calendar }: Programme, at: Date, count: number | null): Months {
  const { timeZone } = calendar;
  const to = DateTime.fromJSDate(at, { zone: timeZone }).startOf('month').plus({ months: 1 });
  const from = count === null ? BEGINNING : to.minus({ months: count }).toISODate();
  return { programmeId: id, timeZone, from: from ?? BEGINNING, to: to.toISODate() ?? BEGINNING };
}
