import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { countPeopleServed } from '../../src/db/people-served.ts';
import { GRIEVANCE_STATUSES, MESSAGE_STATES } from '../../src/db/schema.ts';
import { markSnapshot } from '../../src/db/snapshots.ts';
import { saveSessions } from '../../src/db/ussd-sessions.ts';
import { createLog } from '../../src/log.ts';
import type { WakeOptions } from '../../src/workers/job-names.ts';
import { SWEEP_PAUSE_MS, startSweep } from '../../src/workers/start-sweep.ts';
import { OVERLOOKED_MS, sweep } from '../../src/workers/sweep.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyTables } from '../support/rewrite-history.ts';
import { until } from '../support/until.ts';
import { insertGrievance, insertMessage, insertPlace, type Place } from './stuck-rows.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const NOTHING = {
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
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database.db);
  await countPeopleServed(database.db, place.programmeId, NOW);
  await markSnapshot(database.db, { programmeId: place.programmeId, what: 'backlog', at: NOW });
});
afterEach(() => emptyTables(database.db, ['grievances', 'messages']));
afterAll(() => database.close());

/** What `sweep` gets, and the wake-ups it gives. */
function createSweeper() {
  const woken: [string, string][] = [];
  const given: WakeOptions[] = [];
  const wake = (job: string, id: string, options: WakeOptions = {}) => {
    // It follows behind every report that these tests write.
    if (job === 'count-figures') return;
    woken.push([job, id]);
    given.push(options);
  };
  const programmes = { byId: () => undefined };
  return { woken, given, deps: { db: database.db, now: () => NOW, wake, log: createLog('silent'), programmes } };
}

describe('sweep', () => {
  const call = (id: string, startedAt: Date) => ({
    id,
    programmeId: place.programmeId,
    phoneIndex: Buffer.from(id),
    serviceCode: '*384*1#',
    transcript: 'what was typed',
    state: { left: 'what was typed' },
    screenText: 'CON ...',
    turns: 1,
    isEnded: false,
    now: startedAt,
  });

  it('settles calls that are over, takes out what was typed, and deletes them an hour after they began', async () => {
    const { db } = database;
    await saveSessions(db, [call('at-old', ago(301)), call('at-young', ago(299))]);
    const { deps } = createSweeper();
    expect(await sweep(deps)).toEqual({ ...NOTHING, settled: 1 });
    const rows = () =>
      db.selectFrom('ussd_sessions').select(['id', 'transcript', 'screen_text', 'state']).orderBy('id');
    expect(await rows().execute()).toEqual([
      { id: 'at-old', transcript: '', screen_text: '', state: {} },
      expect.objectContaining({ id: 'at-young', transcript: 'what was typed' }),
    ]);
    const at = (seconds: number) => ({ ...deps, now: () => ago(-seconds) });
    expect(await sweep(at(3298))).toEqual({ ...NOTHING, settled: 1 });
    expect(await sweep(at(3299))).toEqual({ ...NOTHING, forgotten: 1 });
    expect(await sweep(at(3300))).toEqual(NOTHING);
    expect(await sweep(at(3301))).toEqual({ ...NOTHING, forgotten: 1 });
  });

  it('keeps no call for more than a day, settled or not', async () => {
    await saveSessions(database.db, [call('at-forgotten', ago(86_401))]);
    expect(await sweep(createSweeper().deps)).toEqual({ ...NOTHING, forgotten: 1 });
  });

  it('wakes every row that waits without a job, oldest first, and no other', async () => {
    const { db } = database;
    const fresh = { created_at: ago(29), due_at: ago(29) };
    const unrouted = await insertGrievance(db, place, { status: 'filed', filed_at: ago(31) });
    const older = await insertGrievance(db, place, { status: 'filed', filed_at: ago(7200) });
    await insertGrievance(db, place, { status: 'filed', filed_at: ago(29) });
    const unread = await insertMessage(db, { state: 'received', created_at: ago(31) });
    await insertMessage(db, { state: 'received', ...fresh });
    const unsent = await insertMessage(db, { state: 'queued', created_at: ago(900), due_at: ago(31), priority: 2 });
    await insertMessage(db, { state: 'queued', ...fresh });
    await insertMessage(db, { state: 'queued', created_at: ago(900), due_at: ago(-600) });
    const due = await insertGrievance(db, place, { status: 'acknowledged', filed_at: ago(7200), wake_at: ago(0) });
    await insertGrievance(db, place, { status: 'routed', filed_at: ago(7200), wake_at: ago(-1) });

    const { deps, woken, given } = createSweeper();
    expect(await sweep(deps)).toEqual({ ...NOTHING, unrouted: 2, unread: 1, unsent: 1, due: 1 });
    expect(woken).toEqual([
      ['route-grievance', older],
      ['route-grievance', unrouted],
      ['interpret-sms', unread],
      ['send-sms', unsent],
      ['check-deadline', due],
    ]);
    // Repeated each minute while the row waits, so the queue must not fill up with it.
    expect(given.every(({ skipIfWaiting }) => skipIfWaiting)).toBe(true);
    expect(given[3]).toEqual({ skipIfWaiting: true, priority: 2 });
  });

  it('leaves everything alone that is settled, however old', async () => {
    const { db } = database;
    const long = ago(90 * 86_400);
    for (const status of GRIEVANCE_STATUSES.filter((each) => each !== 'filed')) {
      await insertGrievance(db, place, { status, filed_at: long });
    }
    const waiting = ['received', 'queued', 'sending'];
    for (const state of MESSAGE_STATES.filter((each) => !waiting.includes(each))) {
      await insertMessage(db, { state, created_at: long, due_at: long, claimed_at: long });
    }
    const before = await db.selectFrom('messages').selectAll().orderBy('id').execute();

    const { deps, woken } = createSweeper();
    expect(await sweep(deps)).toEqual(NOTHING);
    expect(woken).toEqual([]);
    expect(await db.selectFrom('messages').selectAll().orderBy('id').execute()).toEqual(before);
  });

  it('takes a PIN out of every message that will not be sent any more, and out of no other', async () => {
    const { db } = database;
    for (const state of MESSAGE_STATES) {
      const id = await insertMessage(db, { state, created_at: ago(1), due_at: ago(1), claimed_at: ago(1) });
      await db.updateTable('messages').set({ text: 'PIN 4711', text_kept: 'PIN ****' }).where('id', '=', id).execute();
    }
    await insertMessage(db, { state: 'accepted', created_at: ago(1) });
    expect(await sweep(createSweeper().deps)).toEqual(NOTHING);
    const rows = await db.selectFrom('messages').select(['state', 'text', 'text_kept']).execute();
    const saying = (text: string) => rows.filter((row) => row.text === text);
    expect(
      saying('PIN 4711')
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['queued', 'sending']);
    expect(saying('PIN ****')).toHaveLength(MESSAGE_STATES.length - 2);
    expect(saying('PIN ****').every(({ text_kept }) => text_kept === null)).toBe(true);
    expect(saying('No water')).toHaveLength(1);
  });

  it('settles a message whose sender died as unknown, and never has it sent again', async () => {
    const { db } = database;
    const claimed = { state: 'sending', created_at: ago(900), due_at: ago(900) } as const;
    const lost = await insertMessage(db, { ...claimed, claimed_at: ago(46) });
    const alive = await insertMessage(db, { ...claimed, claimed_at: ago(44) });

    const { deps, woken } = createSweeper();
    expect(await sweep(deps)).toEqual({ ...NOTHING, unsettled: 1 });
    expect(await sweep({ ...deps, now: () => ago(-1) })).toEqual(NOTHING);
    expect(woken).toEqual([]);
    const rows = await db
      .selectFrom('messages')
      .select(['id', 'state', 'reason', 'settled_at'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { id: lost, state: 'unknown', reason: 'worker_lost', settled_at: NOW },
      { id: alive, state: 'sending', reason: null, settled_at: null },
    ]);
  });

  it('does nothing while another process sweeps', async () => {
    const id = await insertGrievance(database.db, place, { status: 'filed', filed_at: ago(31) });
    const { db } = database;
    const first = createSweeper();
    const second = createSweeper();
    // The first is held up half way, at the messages.
    const counts = await db.transaction().execute(async (other) => {
      await sql`lock table messages`.execute(other);
      const held = sweep(first.deps);
      await until('the first has begun', () => hasAdvisoryLock());
      expect(await sweep(second.deps)).toEqual(NOTHING);
      return { held };
    });
    expect(await counts.held).toEqual({ ...NOTHING, unrouted: 1 });
    expect(first.woken).toEqual([['route-grievance', id]]);
    expect(second.woken).toEqual([]);
  });

  it('gives no wake-ups when it fails half way', async () => {
    await insertGrievance(database.db, place, { status: 'filed', filed_at: ago(31) });
    const { deps, woken } = createSweeper();
    await sql`alter table messages rename to messages_away`.execute(database.db);
    try {
      await expect(sweep(deps)).rejects.toThrow('messages');
    } finally {
      await sql`alter table messages_away rename to messages`.execute(database.db);
    }
    expect(woken).toEqual([]);
  });
});

async function hasAdvisoryLock(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where locktype = 'advisory' and datname = current_database()`.execute(database.db);
  return rows.length > 0;
}

describe('startSweep', () => {
  it('finds what the queue forgot within two minutes, with half of one to sweep and to work', () => {
    expect(OVERLOOKED_MS + SWEEP_PAUSE_MS).toBeLessThanOrEqual(90_000);
  });

  it('sweeps soon after the start and again and again, says what it found, and stops when closed', async () => {
    const id = await insertGrievance(database.db, place, { status: 'filed', filed_at: ago(31) });
    const { deps, woken } = createSweeper();
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
    const timer = startSweep({ ...deps, log }, 10);
    await until('it has swept twice', () => woken.length >= 2);
    await timer.close();
    const count = woken.length;
    expect(new Set(woken.map(([, each]) => each))).toEqual(new Set([id]));
    expect(lines[0]).toMatchObject({ level: 30, unrouted: 1, due: 0 });
    const other = createSweeper();
    const going = startSweep(other.deps, 10);
    await until('another has swept on', () => other.woken.length >= 3);
    await going.close();
    expect(woken).toHaveLength(count);
  });

  it('says nothing when nothing was overlooked, and outlives a failure', async () => {
    const { deps, woken } = createSweeper();
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
    let sweeps = 0;
    const now = () => {
      sweeps += 1;
      if (sweeps === 2) throw new Error('the clock has stopped');
      return NOW;
    };
    const timer = startSweep({ ...deps, now, log }, 10);
    await until('it has swept after the failure', () => sweeps >= 3);
    await timer.close();
    expect(woken).toEqual([]);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      [40, 'the sweep failed; the next one will try again'],
    ]);
  });
});
