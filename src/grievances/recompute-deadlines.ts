import { insertEvent } from '../db/grievances.ts';
import { type ClockTimes, lockRunningClocks, markClocked, saveClockTimes } from '../db/open-clocks.ts';
import type { Grievance } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';
import { SYSTEM } from './actor.ts';
import { situate } from './change-grievance.ts';
import { dueBy, nextWakeAt } from './deadlines.ts';
import { dueDatesFrom, remindAt } from './pause-clock.ts';

/** Reports that one transaction holds, some tenths of a second. */
const BATCH = 500;

/**
 * Counts the due times of a programme's open reports anew, after its hours or holidays have changed. What is past stays: a
 * promise missed or kept, and one that the new calendar would have ended before now. So does the date of a law. A clock that
 * stands still is counted when it goes on. Run twice it changes nothing more.
 */
export async function recomputeDeadlines(deps: Deps, programmeId: string): Promise<void> {
  await deps.programmes.reload();
  const programme = deps.programmes.byId(programmeId);
  if (!programme) return;
  const next = (after: string | null) => transact(deps, (tx) => recomputeBatch(deps, tx, programme, after));
  for (let after = await next(null); after !== null; after = await next(after));
  await markClocked(deps.db, programme);
}

/** @returns the id behind which to go on; null: that was the last */
async function recomputeBatch(deps: Deps, tx: Tx, programme: Programme, after: string | null): Promise<string | null> {
  const rows = await lockRunningClocks(tx.db, { programmeId: programme.id, after, limit: BATCH });
  const now = deps.now();
  const changed = rows.flatMap((before) => {
    const times = timesAnew(deps, before);
    return isSame(before, times) ? [] : [{ before, times }];
  });
  await saveClockTimes(
    tx.db,
    changed.map(({ times }) => times),
  );
  for (const { before, times } of changed) {
    const data = movedDates(before, times);
    const event = { type: 'due_changed', officeId: before.office_id, data, at: now };
    if (Object.keys(data).length > 0) await insertEvent(tx.db, before, SYSTEM, event);
    const wakeAt = times.wake_at;
    if (wakeAt) tx.wake('check-deadline', before.id, { delayMs: Math.max(0, wakeAt.getTime() - now.getTime()) });
  }
  return rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
}

/** The times of a report by the calendar as it is now. */
export function timesAnew(deps: Pick<Deps, 'programmes' | 'now'>, before: Grievance): ClockTimes {
  const situation = situate(deps, before);
  const { programme, now } = situation;
  if (before.clock_from === null) return before;
  const due = dueDatesFrom(situation, before.clock_from);
  const changed = {
    ...before,
    respond_by: unlessPast(before.respond_by, due.respond_by, now),
    resolve_by: unlessPast(before.resolve_by, due.resolve_by, now),
  };
  const remind = before.remind_at === null ? null : remindAt({ ...situation, grievance: changed });
  const timed = { ...changed, remind_at: remind };
  return {
    id: before.id,
    respond_by: timed.respond_by,
    resolve_by: timed.resolve_by,
    due_by: dueBy(timed),
    remind_at: remind,
    wake_at: nextWakeAt(timed, programme.confirmWithinDays),
  };
}

/** The date as it was, where it is past, or would be. */
function unlessPast(was: Date | null, is: Date | null, now: Date): Date | null {
  return was === null || is === null || was <= now || is <= now ? was : is;
}

function isSame(before: Grievance, times: ClockTimes): boolean {
  return (
    Object.keys(movedDates(before, times)).length === 0 && before.remind_at?.getTime() === times.remind_at?.getTime()
  );
}

/** For the history: what was promised anew. */
function movedDates(before: Grievance, times: ClockTimes): Record<string, string> {
  const dates = { respond_by: times.respond_by, resolve_by: times.resolve_by };
  const moved = Object.entries(dates).flatMap(([name, at]): [string, string][] => {
    const was = name === 'respond_by' ? before.respond_by : before.resolve_by;
    return at === null || at.getTime() === was?.getTime() ? [] : [[name, at.toISOString()]];
  });
  return Object.fromEntries(moved);
}
