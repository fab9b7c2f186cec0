import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '../../src/audit/verify-chain.ts';
import { listUnlinkedProgrammes } from '../../src/db/event-links.ts';
import { phoneOfMessage } from '../../src/db/messages.ts';
import { type Grievance, type GrievanceEvent, type Holding, type Message, OUTCOMES } from '../../src/db/schema.ts';
import { DEMO_SOURCE } from '../../src/demo/file-report.ts';
import { type Filled, fillDemo } from '../../src/demo/fill-demo.ts';
import { dueBy, nextWakeAt } from '../../src/grievances/deadlines.ts';
import { parseReference } from '../../src/grievances/reference.ts';
import { type Action, isOpen, nextStatus } from '../../src/grievances/transitions.ts';
import { isWorkingTime, workingMinutesBetween } from '../../src/grievances/working-time.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { playHistory } from './histories.ts';
import { checkDeadlines, playRealStories, shapeOf } from './real-events.ts';

const COUNT = 300;

let gateway: Gateway;
let programme: Programme;
let filled: Filled;
let told: number[];

beforeAll(async () => {
  gateway = await openGateway();
  programme = byName('kenya-coast');
  told = [];
  filled = await fill(programme, { count: COUNT, onProgress: ({ done }) => told.push(done) });
}, 60_000);
afterAll(() => gateway.close());

function byName(name: string): Programme {
  const found = gateway.deps.programmes.byName(name);
  if (!found) throw new Error(`no programme ${name}`);
  return found;
}

function fill(
  where: Programme,
  { count, onProgress }: { count: number; onProgress?: (progress: { done: number }) => void },
) {
  const { now } = gateway.deps;
  return fillDemo(gateway.deps, where, { count, seed: 7, now: now(), ...(onProgress ? { onProgress } : {}) });
}

const ofDemo = (): Promise<Grievance[]> =>
  gateway.deps.db
    .selectFrom('grievances')
    .selectAll()
    .where('programme_id', '=', programme.id)
    .where('source', 'like', `${DEMO_SOURCE}%`)
    .orderBy('id')
    .execute();

async function historyOf<T extends { grievance_id: string | null }>(rows: readonly T[]): Promise<Map<string, T[]>> {
  const all = new Map<string, T[]>();
  for (const row of rows) all.set(row.grievance_id ?? '', [...(all.get(row.grievance_id ?? '') ?? []), row]);
  return all;
}

const events = (): Promise<GrievanceEvent[]> =>
  gateway.deps.db
    .selectFrom('grievance_events')
    .selectAll()
    .where('programme_id', '=', programme.id)
    .orderBy('id')
    .execute();
const holdings = (): Promise<Holding[]> =>
  gateway.deps.db.selectFrom('holdings').selectAll().orderBy('from_at').orderBy('id').execute();
const messages = (): Promise<Message[]> => gateway.deps.db.selectFrom('messages').selectAll().orderBy('id').execute();

/** What may have been done where the history has this word. */
const ACTIONS: Readonly<Record<string, readonly Action[]>> = {
  routed: ['route'],
  sent_to_triage: ['note', 'return_to_triage'],
  acknowledged: ['acknowledge'],
  replied: ['reply'],
  asked: ['await_citizen'],
  objected: ['go_on'],
  waited_enough: ['go_on'],
  citizen_wrote: ['citizen_message'],
  noted: ['note'],
  transferred: ['transfer'],
  handed_back: ['transfer', 'return_to_triage'],
  reminded: ['note'],
  escalated: ['escalate'],
  overdue_at_top: ['note'],
  resolved: ['resolve'],
  rejected: ['reject'],
  reopened: ['reopen', 'return_to_triage'],
  confirmed: ['confirm'],
  disputed: ['dispute', 'return_to_triage'],
  closed_silent: ['close_silent'],
  joined: ['note'],
  viewed: ['note'],
};

describe('a made-up history', () => {
  it('is as large as was asked, and says how far it is', async () => {
    const rows = await ofDemo();
    expect(rows).toHaveLength(COUNT);
    expect(filled.grievances).toBe(COUNT);
    expect(told).toEqual([COUNT]);
    const now = gateway.deps.now();
    expect(rows.filter(({ filed_at: at }) => at > now)).toEqual([]);
    expect(filled).toMatchObject({ events: (await events()).length, messages: (await messages()).length });
    const ratings = await gateway.deps.db.selectFrom('ratings').selectAll().execute();
    expect(ratings.length).toBeGreaterThan(COUNT / 5);
    expect(ratings.some(({ answers }) => Object.keys(answers).length > 0)).toBe(true);
    const ends = await gateway.deps.db.selectFrom('call_ends').selectAll().execute();
    expect(new Set(ends.map(({ how }) => how))).toEqual(new Set(['finished', 'dropped']));
  });

  it('has all that becomes of reports: every outcome, late ones, open ones, sealed ones, several offices', async () => {
    const rows = await ofDemo();
    for (const outcome of OUTCOMES) expect(rows.some((row) => row.outcome === outcome)).toBe(true);
    const share = (is: (row: Grievance) => boolean) => rows.filter(is).length / rows.length;
    expect(share((row) => row.overdue_at !== null)).toBeGreaterThan(0.1);
    expect(share((row) => row.overdue_at !== null)).toBeLessThan(0.55);
    expect(share((row) => isOpen(row.status))).toBeGreaterThan(0.02);
    expect(share((row) => row.stream !== 'ordinary')).toBeGreaterThan(0);
    expect(share((row) => row.level > 0)).toBeGreaterThan(0.05);
    expect(new Set(rows.map((row) => row.owing_office_id)).size).toBeGreaterThan(20);
    expect(new Set(rows.map((row) => row.area_id)).size).toBeGreaterThan(40);
  });

  it('has references that can be read, each once', async () => {
    const references = (await ofDemo()).map(({ reference }) => reference);
    expect(references.filter((reference) => !parseReference(reference).ok)).toEqual([]);
    expect(new Set(references).size).toBe(COUNT);
  });

  it('goes only where the transition table leads, and ends in the state of the row', async () => {
    const all = await historyOf(await events());
    for (const { id, status } of await ofDemo()) {
      let possible = new Set([nextStatus('filed', 'note')]);
      const [first, ...later] = all.get(id) ?? [];
      expect(first?.type).toBe('filed');
      for (const { type } of later) {
        const actions = ACTIONS[type] ?? [];
        const next = [...possible].flatMap((from) => (from ? actions.map((action) => nextStatus(from, action)) : []));
        possible = new Set(next.filter((one) => one !== null));
        if (possible.size === 0) throw new Error(`${later.map((one) => one.type).join(', ')}: not allowed at ${type}`);
      }
      expect(possible).toContain(status);
    }
  });

  it('is in the order of time wherever it is in the order of ids', async () => {
    for (const rows of (await historyOf(await events())).values()) {
      const times = rows.map(({ at }) => at.getTime());
      expect(times).toEqual([...times].sort((one, other) => one - other));
    }
    const sentAt = (await messages()).map(({ created_at: at }) => at.getTime());
    expect(sentAt).toEqual([...sentAt].sort((one, other) => one - other));
  });

  it('charges every moment in which a report is open to somebody, once', async () => {
    const turns = await historyOf(await holdings());
    const all = await historyOf(await events());
    for (const { id, status, filed_at: filedAt } of await ofDemo()) {
      const held = turns.get(id) ?? [];
      expect(held[0]?.from_at).toEqual(filedAt);
      expect(held.filter(({ until_at: until }) => until === null)).toHaveLength(isOpen(status) ? 1 : 0);
      const gaps = held.slice(1).flatMap((turn, index) => {
        const end = held[index]?.until_at;
        return end && end.getTime() !== turn.from_at.getTime() ? [turn.from_at] : [];
      });
      const openings = (all.get(id) ?? []).filter(({ type }) => type === 'disputed' || type === 'reopened');
      // Nobody had it between its end and the word that it is not over.
      expect(gaps).toEqual(openings.map(({ at }) => at));
      for (const turn of held) expect(turn.working_minutes).toEqual(minutesOf(turn));
    }
  });

  function minutesOf({ holder, office_id: officeId, from_at: from, until_at: until }: Holding): number | null {
    if (until === null) return null;
    const office = holder === 'office' ? programme.byId.offices.get(officeId ?? '') : undefined;
    return workingMinutesBetween(programme.calendar, office?.hours ?? null, from, until);
  }

  it('has the dates and the working minutes that a gateway would have left', async () => {
    const now = gateway.deps.now();
    for (const row of await ofDemo()) {
      expect(row.due_by).toEqual(dueBy(row));
      expect(row.wake_at).toEqual(nextWakeAt(row, programme.confirmWithinDays));
      if (row.wake_at !== null) expect(row.wake_at.getTime()).toBeGreaterThan(now.getTime());
      const hours = programme.byId.offices.get(row.owing_office_id ?? '')?.hours ?? null;
      const worked = (until: Date | null) =>
        until && workingMinutesBetween(programme.calendar, hours, row.filed_at, until);
      // A transfer changes who owes the answer; what was counted before stays.
      if (row.passed_by.length > 0) continue;
      expect(row.answer_worked_minutes).toEqual(worked(row.first_answered_at));
      expect(row.resolve_worked_minutes).toEqual(worked(row.resolved_at));
    }
  });

  it('has offices that work in their hours, on no holiday', async () => {
    const acts = (await events()).filter(
      ({ actor_kind: kind, type }) => kind === 'official' && ['acknowledged', 'replied', 'resolved'].includes(type),
    );
    const rows = new Map((await ofDemo()).map((row) => [row.id, row]));
    const outside = acts.filter(({ grievance_id: id, office_id: officeId, at }) => {
      const category = programme.byId.categories.get(rows.get(id)?.category_id ?? '');
      const hours = programme.byId.offices.get(officeId ?? '')?.hours ?? null;
      // The last moment of a working day is the first that does not belong to it.
      const before = new Date(at.getTime() - 2_000);
      return category?.targets.clock === 'working' && !isWorkingTime(programme.calendar, hours, before);
    });
    expect(acts.length).toBeGreaterThan(300);
    expect(outside.length).toBeLessThan(acts.length * 0.02);
  });

  it('has people whose numbers are nobody’s, sealed', async () => {
    const [citizen] = await gateway.deps.db.selectFrom('citizens').selectAll().limit(1).execute();
    expect(citizen?.phone_sealed.includes('999')).toBe(false);
    const [message] = (await messages()).filter(({ direction }) => direction === 'out');
    expect(message && phoneOfMessage(gateway.deps.config, message)).toMatch(/^\+999\d{9}$/);
  });
});

describe('a gateway on a made-up history', () => {
  it('has nothing to do but to link its events: nothing changes, and nobody is written to', async () => {
    const { db } = gateway.deps;
    const before = { reports: await ofDemo(), events: await events(), messages: await messages() };
    expect(before.messages.filter(({ state }) => ['queued', 'sending', 'received'].includes(state))).toEqual([]);
    expect(await listUnlinkedProgrammes(db)).toEqual([programme.id]);
    await gateway.pass(0);
    expect({ reports: await ofDemo(), events: await events(), messages: await messages() }).toEqual(before);
    const pagings = await db.selectFrom('pagings').selectAll().where('next_at', 'is not', null).execute();
    expect(pagings).toEqual([]);
  }, 60_000);

  it('holds a chain that is whole, and in the order of the history', async () => {
    const report = await verifyChain(gateway.deps.db, programme);
    expect(report).toMatchObject({ isWhole: true, links: filled.events, backdated: [], unlinked: { events: 0 } });
  });

  it('fills another programme, and the same one again, without a clash', async () => {
    await fill(byName('kosovo'), { count: 40 });
    await fill(byName('khulna'), { count: 40 });
    await fill(programme, { count: 40 });
    expect(await ofDemo()).toHaveLength(COUNT + 40);
    const khulna = byName('khulna');
    const rows = await gateway.deps.db
      .selectFrom('grievances')
      .select(['text', 'language'])
      .where('programme_id', '=', khulna.id)
      .execute();
    expect(rows.filter(({ language }) => language === 'bn').every(({ text }) => /[\u0980-\u09ff]/.test(text))).toBe(
      true,
    );
  });

  it('goes on from there: promises that come due are kept by the gateway', async () => {
    const escalated = async () => (await events()).filter(({ type }) => type === 'escalated').length;
    const before = await escalated();
    await checkDeadlines(gateway.deps, new Date(gateway.deps.now().getTime() + 5 * 86_400_000));
    expect(await escalated()).toBeGreaterThan(before);
    const queued = (await messages()).filter(({ state }) => state === 'queued');
    expect(queued.length).toBeGreaterThan(0);
    expect(queued.every(({ carrier }) => carrier === 'simulator')).toBe(true);
  });
});

describe('what it is made of', () => {
  it('is the same for the same seed, and another for another', () => {
    const { config, now } = gateway.deps;
    const play = (seed: number) => playHistory(programme, config, { count: 150, seed, now: now() });
    const figures = (seed: number) =>
      play(seed).map(({ grievance, events: history, messages: sent }) => [
        grievance.reference,
        grievance.text,
        grievance.status,
        grievance.filed_at,
        grievance.resolve_worked_minutes,
        history.map(({ type, at }) => [type, at]),
        sent.map(({ text, state }) => [text, state]),
      ]);
    expect(figures(7)).toEqual(figures(7));
    expect(figures(8)).not.toEqual(figures(7));
  });

  it('has no event that the use cases themselves do not write', async () => {
    const own = await openGateway();
    try {
      await playRealStories(own);
      const written = await own.deps.db.selectFrom('grievance_events').selectAll().execute();
      const real = new Set(written.map(shapeOf));
      const { config, now } = gateway.deps;
      const played = playHistory(programme, config, { count: 1_000, seed: 3, now: now() });
      const made = new Set(
        played.flatMap(({ events: history }) =>
          history.map(({ type, actor_kind: kind, data }) =>
            shapeOf({ type: String(type), actor_kind: String(kind), data }),
          ),
        ),
      );
      expect([...made].filter((shape) => !real.has(shape))).toEqual([]);
      expect(made.size).toBeGreaterThan(20);
    } finally {
      await own.close();
    }
  }, 60_000);
});
