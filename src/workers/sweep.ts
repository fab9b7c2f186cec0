import { type Kysely, sql } from 'kysely';
import { deleteOldLimits } from '../accounts/try-limits.ts';
import { deleteEndedSessions } from '../db/account-sessions.ts';
import { listActionsToRemind } from '../db/actions.ts';
import { listProgrammesWithAway } from '../db/assignees.ts';
import { listProgrammesToCount } from '../db/count-figures.ts';
import { listUndigested } from '../db/digests.ts';
import { listUnoffered } from '../db/draft-offers.ts';
import { listUnlinkedProgrammes } from '../db/event-links.ts';
import { deleteOldMeetingTries, listToForget } from '../db/forget-people.ts';
import { listEndedUntold } from '../db/joins.ts';
import { listRunning } from '../db/mailings.ts';
import { forgetPins } from '../db/messages.ts';
import { listUnclocked } from '../db/open-clocks.ts';
import { listDuePagings } from '../db/pagings.ts';
import { listUncountedPeople } from '../db/people-served.ts';
import { deleteOldPinTries } from '../db/pin-tries.ts';
import { listUnasked } from '../db/promises.ts';
import { readPublished } from '../db/releases.ts';
import type { Database } from '../db/schema.ts';
import { listStaleSnapshots } from '../db/snapshots.ts';
import { type Tx, transact } from '../db/transact.ts';
import { deleteOldSessions } from '../db/ussd-sessions.ts';
import { listUnchecked } from '../db/watches.ts';
import { deleteOldDeliveries } from '../db/webhook-deliveries.ts';
import { listWaitingWebhooks } from '../db/webhooks.ts';
import { SNAPSHOTS_KEPT_MS } from '../figures/refresh-snapshots.ts';
import { forgetBefore } from '../forums/forget-people.ts';
import { localDay } from '../grievances/local-day.ts';
import { quietUntil } from '../grievances/quiet-hours.ts';
import { wakeRecompute } from '../grievances/wake-recompute.ts';
import { dueOf } from '../open/release/due.ts';
import { type SettleDeps, settleCalls } from '../ussd/settle-calls.ts';
import { DRAFT_KEPT_MS } from '../ussd/state.ts';
import { PEOPLE_KEPT_MS } from './jobs/count-people.ts';

/**
 * A wake-up is usually worked within a second; a row that still waits after this has lost its own. With the pause between
 * two sweeps (`SWEEP_PAUSE_MS`) it leaves half a minute of the two in which nothing that waits stays unfound.
 */
export const OVERLOOKED_MS = 30_000;
/** A send takes at most some ten seconds; whoever claimed a message this long ago is dead. */
const SENDER_LOST_MS = 45_000;
/** Of one kind in one sweep, oldest first; what is left waits a minute for the next. */
const MAX_ROWS = 10_000;
const DAY_MS = 86_400_000;
/** Longer than any report is held after wrong PINs. */
const PIN_TRIES_KEPT_MS = 30 * 24 * 60 * 60_000;
/** A form whose session has ended meanwhile is given back to whoever sent it: until then it is known whose it was. */
const ENDED_SESSIONS_KEPT_MS = 7 * 24 * 60 * 60_000;
/** For whoever asks what became of an event. */
const DELIVERIES_KEPT_MS = 30 * 24 * 60 * 60_000;
/** An advisory lock of this project ("maji"), the sweep's. */
const LOCK = { space: 0x6d616a69, key: 1 };

/** What a sweep found, by what was overlooked. */
export interface SweepCounts {
  /** Grievances without an office. */
  unrouted: number;
  /** Urgent sealed reports to which the next person is to be called. */
  uncalled: number;
  /** Incoming messages nobody has read. */
  unread: number;
  /** Outgoing messages whose time has come. */
  unsent: number;
  /** Messages whose sender died in mid-send. */
  unsettled: number;
  /** Grievances with a deadline passed. */
  due: number;
  /** Grievances that have ended, and not everyone who joined them was told. */
  untold: number;
  /** Calls that left a report unsent which nobody has offered to send. */
  unoffered: number;
  /** Calls that are over: counted, and what was typed in them taken out but for what was left unfinished. */
  settled: number;
  /** Calls long over, deleted. */
  forgotten: number;
  /** References whose PIN was last mistyped long ago, deleted. */
  forgiven: number;
}

const NOTHING: SweepCounts = {
  unrouted: 0,
  uncalled: 0,
  unread: 0,
  unsent: 0,
  unsettled: 0,
  due: 0,
  untold: 0,
  unoffered: 0,
  settled: 0,
  forgotten: 0,
  forgiven: 0,
};

/**
 * Finds every row that waits without a job, and wakes it: whatever the queue forgot (Redis may be wiped at any moment, a
 * worker killed, a wake-up lost between commit and queue) is found here. Harmless beside a job still waiting.
 *
 * All figures are 0 when another process is sweeping.
 */
export async function sweep(deps: SettleDeps): Promise<SweepCounts> {
  const found = await findWaiting(deps);
  // In transactions of its own, for a late turn may have to wait for them; harmless where two processes do it at once.
  return found ? { ...found, settled: await settleCalls(deps, MAX_ROWS) } : NOTHING;
}

/** Null: another process is at it. */
function findWaiting(deps: SettleDeps): Promise<Omit<SweepCounts, 'settled'> | null> {
  return transact(deps, async (tx) => {
    if (!(await isAlone(tx.db))) return null;
    const now = deps.now();
    const overlookedAt = new Date(now.getTime() - OVERLOOKED_MS);
    await wakeUnclocked(tx);
    await wakeUndigested(deps, tx, now);
    await wakeUnlinked(tx);
    await wakeUnpublished(deps, tx, now);
    await wakeToCount(tx, now);
    await wakeWebhooks(tx, now);
    await wakeWatches(deps, tx, now);
    await wakeAway(tx, now);
    await wakeMailings(deps, tx, now);
    await wakeToRemind(tx, now);
    await wakeToForget(tx, now);
    await forgetPins(tx.db);
    await forgetSignIns(tx.db, now);
    return {
      unrouted: await wakeUnrouted(tx, overlookedAt),
      uncalled: await wakeUncalled(tx, now),
      unread: await wakeUnread(tx, overlookedAt),
      unsent: await wakeUnsent(tx, overlookedAt),
      unsettled: await settleLost(tx.db, now),
      due: await wakeDue(tx, now),
      untold: await wakeUntold(tx, overlookedAt),
      unoffered: await wakeUnoffered(tx, overlookedAt),
      forgotten: await deleteOldSessions(tx.db, { now, before: new Date(now.getTime() - DRAFT_KEPT_MS) }, MAX_ROWS),
      forgiven: await deleteOldPinTries(tx.db, new Date(now.getTime() - PIN_TRIES_KEPT_MS), MAX_ROWS),
    };
  });
}

async function isAlone(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK.space}::integer, ${LOCK.key}::integer) as locked`.execute(db);
  return rows[0]?.locked === true;
}

/**
 * Not overlooked, so not among what a sweep found: events are linked behind the reports, and a timer wakes this job more often
 * (`startFollowing`).
 */
async function wakeUnlinked({ db, wake }: Tx): Promise<void> {
  for (const id of await listUnlinkedProgrammes(db)) wake('link-events', id, { skipIfWaiting: true });
}

/** As `wakeUnlinked`: reports are counted behind their changes, and what is open now every few minutes. */
async function wakeToCount({ db, wake }: Tx, now: Date): Promise<void> {
  for (const id of await listProgrammesToCount(db)) wake('count-figures', id, { skipIfWaiting: true });
  for (const id of await listStaleSnapshots(db, new Date(now.getTime() - SNAPSHOTS_KEPT_MS))) {
    wake('refresh-snapshots', id, { skipIfWaiting: true });
  }
}

/** Behind the counting: a day has begun, and limits were not looked at yet; or the people of a programme were counted yesterday. */
async function wakeWatches({ programmes }: SettleDeps, { db, wake }: Tx, now: Date): Promise<void> {
  for (const { programmeId, oldest } of await listUnchecked(db)) {
    const programme = programmes.byId(programmeId);
    const isUnchecked = programme && (oldest === null || oldest < localDay(now, programme.calendar.timeZone));
    if (isUnchecked) wake('check-watches', programmeId, { skipIfWaiting: true });
  }
  for (const id of await listUncountedPeople(db, new Date(now.getTime() - PEOPLE_KEPT_MS))) {
    wake('count-people', id, { skipIfWaiting: true });
  }
}

/** As `wakeUnlinked`: what happened is told to a county's own system behind it. What was told long ago is forgotten. */
async function wakeWebhooks({ db, wake }: Tx, now: Date): Promise<void> {
  for (const id of await listWaitingWebhooks(db, now)) wake('deliver-webhook', id, { skipIfWaiting: true });
  await deleteOldDeliveries(db, new Date(now.getTime() - DELIVERIES_KEPT_MS), MAX_ROWS);
}

/** SMS to many people that are under way: quiet hours may be over, or a new day begun. And promises whose day is over. */
async function wakeMailings({ programmes }: SettleDeps, { db, wake }: Tx, now: Date): Promise<void> {
  for (const id of await listRunning(db)) wake('send-mailing', id, { skipIfWaiting: true, priority: 10 });
  // A day ahead of UTC: the furthest that a programme's own day can be.
  const tomorrow = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  for (const { id, programme_id: programmeId, due_on: dueOn } of await listUnasked(db, tomorrow, MAX_ROWS)) {
    const programme = programmes.byId(programmeId);
    const isOver = programme && localDay(now, programme.calendar.timeZone) > dueOn;
    if (isOver) wake('ask-promise', id, { skipIfWaiting: true });
  }
}

/** A day or a month is over, and what is published of it is not there yet. */
async function wakeUnpublished({ programmes }: SettleDeps, { db, wake }: Tx, now: Date): Promise<void> {
  for (const published of await readPublished(db)) {
    const programme = programmes.byId(published.programmeId);
    if (!programme) continue;
    const { months, day, cards } = dueOf(programme, published, now);
    if (months.length > 0 || day !== null || cards !== null)
      wake('make-releases', programme.id, { skipIfWaiting: true });
  }
}

/** A day may have begun on which somebody is away who has open reports. */
async function wakeAway({ db, wake }: Tx, now: Date): Promise<void> {
  for (const id of await listProgrammesWithAway(db, now)) wake('reassign-absent', id, { skipIfWaiting: true });
}

/** What was agreed on a score card is due soon: nothing else wakes it. */
async function wakeToRemind({ db, wake }: Tx, now: Date): Promise<void> {
  for (const id of await listActionsToRemind(db, now, MAX_ROWS)) wake('remind-action', id, { skipIfWaiting: true });
}

/** Meetings, mailings and votes that are long over, and wrong numbers of meetings that are held against nobody any more. */
async function wakeToForget({ db, wake }: Tx, now: Date): Promise<void> {
  const before = forgetBefore(now);
  for (const id of await listToForget(db, before)) wake('forget-people', id, { skipIfWaiting: true });
  await deleteOldMeetingTries(db, before.settled, MAX_ROWS);
}

/** What nobody can sign in with any more, and tries that are counted no longer. */
async function forgetSignIns(db: Kysely<Database>, now: Date): Promise<void> {
  await deleteEndedSessions(db, new Date(now.getTime() - ENDED_SESSIONS_KEPT_MS), MAX_ROWS);
  await deleteOldLimits(db, MAX_ROWS);
}

/** A programme has changed since the due times of its open reports were counted. */
async function wakeUnclocked(tx: Tx): Promise<void> {
  for (const id of await listUnclocked(tx.db)) wakeRecompute(tx, id, { skipIfWaiting: true });
}

/** A day has begun, and somebody may have had no digest of it. */
async function wakeUndigested({ programmes }: SettleDeps, { db, wake }: Tx, now: Date): Promise<void> {
  for (const { programmeId, oldest } of await listUndigested(db)) {
    const programme = programmes.byId(programmeId);
    if (!programme || quietUntil(programme, now) !== null) continue;
    const isUndigested = oldest === null || oldest < localDay(now, programme.calendar.timeZone);
    if (isUndigested) wake('send-digests', programmeId, { skipIfWaiting: true });
  }
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

/** At once: whoever is in danger does not wait another minute, and of two wake-ups one does nothing. */
async function wakeUncalled({ db, wake }: Tx, now: Date): Promise<number> {
  const ids = await listDuePagings(db, now, MAX_ROWS);
  for (const id of ids) wake('page-focal-point', id, { skipIfWaiting: true, priority: 1 });
  return ids.length;
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

async function wakeUntold({ db, wake }: Tx, endedBefore: Date): Promise<number> {
  const ids = await listEndedUntold(db, endedBefore, MAX_ROWS);
  for (const id of ids) wake('tell-joiners', id, { skipIfWaiting: true });
  return ids.length;
}

async function wakeUnoffered({ db, wake }: Tx, settledBefore: Date): Promise<number> {
  const ids = await listUnoffered(db, settledBefore, MAX_ROWS);
  for (const id of ids) wake('offer-draft', id, { skipIfWaiting: true });
  return ids.length;
}
