import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { decideAsk } from '../../src/grievances/await-citizen.ts';
import { applyChange, type Change, type Situation } from '../../src/grievances/change-grievance.ts';
import { clocksFor } from '../../src/grievances/deadlines.ts';
import { waitedEnough } from '../../src/grievances/go-on.ts';
import { passTo } from '../../src/grievances/pass-on.ts';
import { decideReply } from '../../src/grievances/reply.ts';
import { parseHours } from '../../src/routing/parse-hours.ts';
import type { Category, Office, Programme, WeeklyHours } from '../../src/routing/programme.ts';
import { NAMES, type Name, readShipped } from '../sms/shipped-programmes.ts';
import { createRandom, pick, type Random } from '../support/random.ts';
import { EVERY_HOUR, endOfDayAfter, readWallClock, type WallClock } from './wall-clock.ts';

const YEAR_FROM = Date.parse('2026-01-01T00:00Z');
const YEAR_MS = 365 * 86_400_000;
const HOUR_MS = 3_600_000;
const REPORTS = 1_000;

const hoursOf = (text: string): WeeklyHours => {
  const parsed = parseHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.hours;
};
/** Null: the programme's own. A split day, a short week with a Saturday, evenings, and a desk that never closes. */
const HOURS: readonly (WeeklyHours | null)[] = [
  null,
  hoursOf('mon-thu 07:30-12:15, 13:00-16:45; fri 07:30-11:30'),
  hoursOf('tue-sat 10:00-18:30'),
  hoursOf('sun-thu 16:00-23:59'),
  hoursOf('mon-sun 00:00-24:00'),
];

interface World {
  readonly programme: Programme;
  readonly offices: readonly { readonly office: Office; readonly clock: WallClock }[];
  readonly categories: readonly Category[];
}

function openWorld(programme: Programme): World {
  const [from, to] = [new Date(YEAR_FROM), new Date(YEAR_FROM + 2 * YEAR_MS)];
  const real = [...programme.offices.values()];
  const offices = HOURS.map((hours, index) => {
    const office = { ...(real[index] as Office), id: `office-${index}`, hours };
    return { office, clock: readWallClock(programme.calendar, hours, from, to) };
  });
  const byId = { ...programme.byId, offices: new Map(offices.map(({ office }) => [office.id, office])) };
  const categories = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
  const withElapsed = [
    ...categories,
    ...categories.slice(0, 8).map((one) => ({ ...one, targets: { ...one.targets, clock: 'elapsed' as const } })),
  ];
  return { programme: { ...programme, byId }, offices, categories: withElapsed };
}

/** What the independent calculation keeps of a report; times in milliseconds since 1970. */
interface Expected {
  clock: WallClock;
  category: Category;
  legalBy: number | null;
  isByLaw: boolean;
  from: number;
  usedMs: number;
  respondBy: number;
  resolveBy: number;
  remindAt: number | null;
  answeredAt: number | null;
}

/** One report with its real row and with what it should be; moved on in step. */
interface Case {
  readonly world: World;
  readonly category: Category;
  grievance: Grievance;
  office: Office;
  expected: Expected;
}

function start(world: World, random: Random): Case {
  const category = pick(random, world.categories);
  const { office, clock } = pick(random, world.offices);
  const filedAt = YEAR_FROM + random(YEAR_MS / 1000) * 1000 + random(1000);
  const at = new Date(filedAt);
  const row = { ...EMPTY, id: 'x', filed_at: at, reference: '48217739' } as Grievance;
  const situation = { grievance: row, programme: world.programme, category, office, now: at };
  const clocks = clocksFor(world.programme, category, office, { filedAt: at, from: at });
  const { merged } = applyChange(situation, { action: 'route', set: { office_id: office.id, ...clocks } });
  const { legalDays } = category.targets;
  const legalBy = legalDays === null ? null : endOfDayAfter(world.programme.calendar.timeZone, filedAt, legalDays);
  const counted = category.targets.clock === 'elapsed' ? EVERY_HOUR : clock;
  const expected = begin({ clock: counted, category, legalBy, answeredAt: null }, world, filedAt);
  return { world, category, grievance: merged, office, expected };
}

const EMPTY = {
  status: 'filed',
  stream: 'ordinary',
  level: 0,
  office_id: null,
  remind_at: null,
  respond_by: null,
  resolve_by: null,
  legal_by: null,
  owing_office_id: null,
  first_answered_at: null,
  resolved_at: null,
  answer_worked_minutes: null,
  resolve_worked_minutes: null,
  missed_at: null,
  overdue_at: null,
  objected_at: null,
  waiting_until: null,
  clock_from: null,
  clock_used_minutes: 0,
  answer_hours: null,
  resolve_hours: null,
  joiners: 0,
  passed_by: [],
} as unknown as Grievance;

/** An office's own clocks from a moment on, counted independently. */
function begin(
  given: Pick<Expected, 'clock' | 'category' | 'legalBy' | 'answeredAt'>,
  world: World,
  from: number,
): Expected {
  const isByLaw = given.legalBy !== null && given.legalBy > from;
  const fresh = { ...given, isByLaw, from, usedMs: 0, respondBy: 0, resolveBy: 0, remindAt: null };
  const dated = { ...fresh, ...datesOf(fresh, { first: true }) };
  return { ...dated, remindAt: reminderOf(dated, world) };
}

function datesOf(
  { clock, category, legalBy, isByLaw, from, usedMs }: Expected,
  { first }: { first: boolean },
): { respondBy?: number; resolveBy: number } {
  const law = isByLaw && legalBy !== null ? legalBy : Number.POSITIVE_INFINITY;
  const after = (hours: number) => clock.reached(clock.worked(from) + hours * HOUR_MS - usedMs);
  const resolveBy = Math.min(law, after(category.targets.resolveHours));
  return first
    ? { respondBy: Math.min(law, after(category.targets.firstAnswerHours), resolveBy), resolveBy }
    : { resolveBy };
}

function reminderOf(expected: Expected, { programme }: World): number | null {
  const { clock, category, from, answeredAt } = expected;
  const { firstAnswerHours, resolveHours } = category.targets;
  const due = answeredAt === null ? expected.respondBy : expected.resolveBy;
  if (due <= from) return null;
  const leadMs =
    Math.min(programme.remindBeforeHours, (answeredAt === null ? firstAnswerHours : resolveHours) / 2) * HOUR_MS;
  return clock.passed(Math.max(clock.worked(from), clock.worked(due) - leadMs));
}

/** Makes a change at a moment as the gateway does. */
function change(one: Case, at: number, decide: (situation: Situation) => Change | null): void {
  const { world, category, grievance, office } = one;
  const decided = decide({ grievance, programme: world.programme, category, office, now: new Date(at) });
  if (!decided) throw new Error('nothing was decided');
  const situation = { grievance, programme: world.programme, category, office, now: new Date(at) };
  one.grievance = applyChange(situation, decided).merged;
}

const ASK = (situation: Situation) => decideAsk(situation, { text: 'Which house?' });
const ANSWER = (): Change => ({ action: 'citizen_message' });

/** The office asks, and after a while the citizen answers, the office answers itself, or nobody does. */
function pause(one: Case, random: Random, at: number): number {
  const { expected } = one;
  change(one, at, ASK);
  const stopped = expected.clock.worked(at) - expected.clock.worked(expected.from);
  const latest = one.grievance.waiting_until?.getTime() ?? Number.NaN;
  const days = at + one.world.programme.confirmWithinDays * 24 * HOUR_MS;
  const { legalBy } = expected;
  expect(latest).toBe(legalBy !== null && legalBy > at ? Math.min(days, legalBy) : days);
  const how = random(3);
  const until = how === 2 ? latest : at + random(latest - at);
  const wasReminded = one.grievance.remind_at === null;
  change(
    one,
    until,
    [ANSWER, (situation: Situation) => decideReply(situation, { text: 'Soon.' }), waitedEnough][how] ?? ANSWER,
  );
  one.expected = { ...expected, usedMs: expected.usedMs + stopped, from: until };
  const isAnswer = how === 1 && expected.answeredAt === null;
  Object.assign(one.expected, datesOf(one.expected, { first: expected.answeredAt === null }));
  if (isAnswer) one.expected.answeredAt = until;
  const remindAt = reminderOf(one.expected, one.world);
  one.expected.remindAt = isAnswer ? notYet(remindAt, until) : wasReminded ? null : remindAt;
  return until;
}

function answer(one: Case, at: number): void {
  change(one, at, (situation) => decideReply(situation, { text: 'We come tomorrow.' }));
  one.expected.answeredAt = at;
  one.expected.remindAt = notYet(reminderOf(one.expected, one.world), at);
}

/** Who has just answered is not reminded of the end in the same minute. */
function notYet(remindAt: number | null, at: number): number | null {
  return remindAt !== null && remindAt <= at ? null : remindAt;
}

function move(one: Case, random: Random, at: number): void {
  const { office, clock } = pick(random, one.world.offices);
  change(one, at, (situation) => passTo(situation, office));
  one.office = office;
  const counted = one.category.targets.clock === 'elapsed' ? EVERY_HOUR : clock;
  one.expected = begin({ ...one.expected, clock: counted }, one.world, at);
}

/** A moment before the next promise is broken; null: there is none. */
function soon(one: Case, random: Random, at: number): number | null {
  const { answeredAt, respondBy, resolveBy } = one.expected;
  const due = answeredAt === null ? respondBy : resolveBy;
  return due - at > 2 ? at + 1 + random(due - at - 1) : null;
}

function check({ grievance, expected, category }: Case): void {
  const shown = (at: Date | null) => at?.toISOString() ?? null;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const got = [grievance.respond_by, grievance.resolve_by, grievance.remind_at, grievance.legal_by].map(shown);
  const wanted = [expected.respondBy, expected.resolveBy, expected.remindAt, expected.legalBy].map(iso);
  if (got.join() !== wanted.join()) throw new Error(`${category.code}: ${got.join()} is not ${wanted.join()}`);
}

let shipped: (name: Name) => Programme;
beforeAll(async () => {
  shipped = await readShipped();
});

describe('a simulated year with the real holidays', () => {
  it.each(NAMES)('gives every report of %s the times that an independent calculation gives', (name) => {
    const world = openWorld(shipped(name));
    const random = createRandom(20_260 + NAMES.indexOf(name));
    const done = { times: 0, pauses: 0, answers: 0, moves: 0, byLaw: 0 };
    for (let count = 0; count < REPORTS; count += 1) {
      const one = start(world, random);
      check(one);
      done.times += 3;
      done.byLaw += one.expected.resolveBy === one.expected.legalBy ? 1 : 0;
      let at: number | null = soon(one, random, one.grievance.filed_at.getTime());
      for (let step = random(4); step > 0 && at !== null; step -= 1) {
        const kind = random(3);
        if (kind === 0) {
          at = pause(one, random, at);
          done.pauses += 1;
        } else if (kind === 1 && one.expected.answeredAt === null) {
          answer(one, at);
          done.answers += 1;
        } else {
          move(one, random, at);
          done.moves += 1;
        }
        check(one);
        done.times += 3;
        at = soon(one, random, at);
      }
    }
    expect(done.pauses).toBeGreaterThan(200);
    expect(done.answers).toBeGreaterThan(100);
    expect(done.moves).toBeGreaterThan(200);
    expect(done.times).toBeGreaterThan(3 * REPORTS);
  });

  it('sees the clock go on and back in Kosovo', () => {
    const clock = readWallClock(
      shipped('kosovo').calendar,
      HOURS[4] ?? null,
      new Date(YEAR_FROM),
      new Date(YEAR_FROM + YEAR_MS),
    );
    const hours = (from: string, to: string) =>
      (clock.worked(Date.parse(to)) - clock.worked(Date.parse(from))) / HOUR_MS;
    expect(hours('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00')).toBe(23);
    expect(hours('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00')).toBe(25);
  });
});
