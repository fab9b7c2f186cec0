import type { Kysely } from 'kysely';
import { DateTime } from 'luxon';
import type { Database } from '../db/schema.ts';
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
import { findBeginning, listStaleMonths, takeStaleMonth } from '../db/stale-months.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';

/** What is open now is counted anew when it is older: a page says when it was. */
export const SNAPSHOTS_KEPT_MS = 5 * 60_000;
/** Messages, ratings and groups of a month. */
const MONTHS_KEPT_MS = 60 * 60_000;
/** Months that are counted anew each time; of older ones those that were noted because something of them changed. */
const LIVE_MONTHS = 3;

/** What is counted by month. Of messages nothing changes that is months old. */
const MONTHLY = [
  { what: 'messages', count: countMessages, isNoted: false },
  { what: 'ratings', count: countRatings, isNoted: true },
  { what: 'groups', count: countGroups, isNoted: true },
] as const;
type Monthly = (typeof MONTHLY)[number];

/**
 * Counts what is old of a programme's snapshots, each by itself: where one cannot be counted the others are. Harmless when run
 * twice: whoever comes second leaves it to the first.
 *
 * @throws the first error, once all others are counted
 */
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
  const failures: unknown[] = [];
  const kinds = [
    () => refreshBacklog(db, programmeId, at),
    ...MONTHLY.map((kind) => () => refreshMonths(db, programme, kind, at)),
  ];
  for (const refresh of kinds) await refresh().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function refreshBacklog(db: Kysely<Database>, programmeId: string, at: Date): Promise<void> {
  const countedAt = await snapshotAt(db, programmeId, 'backlog');
  if (countedAt !== null && at.getTime() - countedAt.getTime() < SNAPSHOTS_KEPT_MS) return;
  await db.transaction().execute(async (tx) => {
    if (!(await lockSnapshots(tx, programmeId))) return;
    await countBacklog(tx, programmeId, at);
    await markSnapshot(tx, { programmeId, what: 'backlog', at });
  });
}

/** A month in one transaction: however long the history is, none of its statements takes longer than a month does. */
async function refreshMonths(db: Kysely<Database>, programme: Programme, kind: Monthly, at: Date): Promise<void> {
  const { what, count, isNoted } = kind;
  const { id: programmeId } = programme;
  const countedAt = await snapshotAt(db, programmeId, what);
  if (countedAt !== null && at.getTime() - countedAt.getTime() < MONTHS_KEPT_MS) return;
  const live =
    countedAt === null
      ? monthsFrom(programme, await findBeginning(db, programmeId, programme.calendar.timeZone), at)
      : monthsFrom(programme, countedAt, at, LIVE_MONTHS);
  const noted = isNoted ? await listStaleMonths(db, programmeId, what) : [];
  for (const month of [...new Set([...noted, ...live])].sort()) {
    const isAlone = await db.transaction().execute(async (tx) => {
      if (!(await lockSnapshots(tx, programmeId))) return false;
      // Before it is counted: what changes meanwhile is noted again.
      if (isNoted) await takeStaleMonth(tx, programmeId, what, month);
      await count(tx, monthOf(programme, month));
      return true;
    });
    if (!isAlone) return;
  }
  await markSnapshot(db, { programmeId, what, at });
}

/**
 * The first days of the months up to the one of a moment.
 *
 * @param from in the first of them; null: there is only the last one
 * @param count how many up to that of `from` there are with it
 */
function monthsFrom({ calendar }: Programme, from: Date | null, to: Date, count = 1): string[] {
  const zone = calendar.timeZone;
  const last = DateTime.fromJSDate(to, { zone }).startOf('month');
  const first = DateTime.fromJSDate(from ?? to, { zone })
    .startOf('month')
    .minus({ months: count - 1 });
  const length = Math.round(last.diff(first, 'months').months) + 1;
  return Array.from({ length }, (_, index) => first.plus({ months: index }).toFormat('yyyy-MM-01'));
}

function monthOf({ id, calendar: { timeZone } }: Programme, month: string): Months {
  const to = DateTime.fromISO(month).plus({ months: 1 }).toFormat('yyyy-MM-01');
  return { programmeId: id, timeZone, from: month, to };
}

/** Before any report of ours. */
const BEGINNING = '2000-01-01';

/** All months up to the one of a moment. */
export function monthsUntil({ id, calendar }: Programme, at: Date): Months {
  const { timeZone } = calendar;
  const to = DateTime.fromJSDate(at, { zone: timeZone }).startOf('month').plus({ months: 1 });
  return { programmeId: id, timeZone, from: BEGINNING, to: to.toFormat('yyyy-MM-dd') };
}
