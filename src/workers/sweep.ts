import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import { deleteOldSessions } from '../db/ussd-sessions.ts';
import type { Deps } from '../deps.ts';

/**
 * A wake-up is usually worked within a second; a row that still waits after this has lost its own. With the pause between
 * two sweeps (`SWEEP_PAUSE_MS`) it leaves half a minute of the two in which nothing that waits stays unfound.
 */
export const OVERLOOKED_MS = 30_000;
/** A send takes at most some ten seconds; whoever claimed a message this long ago is dead. */
const SENDER_LOST_MS = 45_000;
/** A call lasts some three minutes; what was typed in it is not kept longer than its end could be told late. */
const SESSION_KEPT_MS = 60 * 60_000;
/** Of one kind in one sweep, oldest first; what is left waits a minute for the next. */
const MAX_ROWS = 10_000;
/** An advisory lock of this project ("maji"), the sweep's. */
const LOCK = { space: 0x6d616a69, key: 1 };

/** What a sweep found, by what was overlooked. */
export interface SweepCounts {
  /** Grievances without an office. */
  unrouted: number;
  /** Incoming messages nobody has read. */
  unread: number;
  /** Outgoing messages whose time has come. */
  unsent: number;
  /** Messages whose sender died in mid-send. */
  unsettled: number;
  /** Grievances with a deadline passed. */
  due: number;
  /** Calls long over, deleted with all that was typed in them. */
  forgotten: number;
}

const NOTHING: SweepCounts = { unrouted: 0, unread: 0, unsent: 0, unsettled: 0, due: 0, forgotten: 0 };

/**
 * Finds every row that waits without a job, and wakes it: whatever the queue forgot (Redis may be wiped at any moment, a
 * worker killed, a wake-up lost between commit and queue) is found here. Harmless beside a job still waiting.
 *
 * All figures are 0 when another process is sweeping.
 */
export async function sweep(deps: Pick<Deps, 'db' | 'now' | 'wake'>): Promise<SweepCounts> {
  return transact(deps, async (tx) => {
    if (!(await isAlone(tx.db))) return NOTHING;
    const now = deps.now();
    const overlookedAt = new Date(now.getTime() - OVERLOOKED_MS);
    return {
      unrouted: await wakeUnrouted(tx, overlookedAt),
      unread: await wakeUnread(tx, overlookedAt),
      unsent: await wakeUnsent(tx, overlookedAt),
      unsettled: await settleLost(tx.db, now),
      due: await wakeDue(tx, now),
      forgotten: await deleteOldSessions(tx.db, new Date(now.getTime() - SESSION_KEPT_MS), MAX_ROWS),
    };
  });
}

async function isAlone(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK.space}::integer, ${LOCK.key}::integer) as locked`.execute(db);
  return rows[0]?.locked === true;
}

async function wakeUnrouted({ db, wake }: Tx, filedBefore: Date): Promise<number> {
  const rows = await db
    .selectFrom('grievances')
    .select('id')
    .where('status', '=', 'filed')
    .where('triaged_at', 'is', null)
    .where('filed_at', '<', filedBefore)
    .orderBy('filed_at')
    .limit(MAX_ROWS)
    .execute();
  for (const { id } of rows) wake('route-grievance', id, { skipIfWaiting: true });
  return rows.length;
}

async function wakeUnread({ db, wake }: Tx, createdBefore: Date): Promise<number> {
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where('state', '=', 'received')
    .where('created_at', '<', createdBefore)
    .orderBy('created_at')
    .limit(MAX_ROWS)
    .execute();
  for (const { id } of rows) wake('interpret-sms', id, { skipIfWaiting: true });
  return rows.length;
}

async function wakeUnsent({ db, wake }: Tx, dueBefore: Date): Promise<number> {
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'priority'])
    .where('state', '=', 'queued')
    .where('due_at', '<', dueBefore)
    .orderBy('due_at')
    .limit(MAX_ROWS)
    .execute();
  for (const { id, priority } of rows) wake('send-sms', id, { skipIfWaiting: true, priority });
  return rows.length;
}

/** The carrier may have the message, so it is never sent again: `unknown` is the truth. A delivery report may still come. */
async function settleLost(db: Kysely<Database>, now: Date): Promise<number> {
  const lost = db
    .selectFrom('messages')
    .select('id')
    .where('state', '=', 'sending')
    .where('claimed_at', '<', new Date(now.getTime() - SENDER_LOST_MS))
    .orderBy('claimed_at')
    .limit(MAX_ROWS)
    .forUpdate()
    .skipLocked();
  const { numUpdatedRows } = await db
    .updateTable('messages')
    .set({ state: 'unknown', reason: 'worker_lost', settled_at: now })
    .where('id', 'in', lost)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

async function wakeDue({ db, wake }: Tx, now: Date): Promise<number> {
  const rows = await db
    .selectFrom('grievances')
    .select('id')
    .where('wake_at', '<=', now)
    .orderBy('wake_at')
    .limit(MAX_ROWS)
    .execute();
  for (const { id } of rows) wake('check-deadline', id, { skipIfWaiting: true });
  return rows.length;
}
