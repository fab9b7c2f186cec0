import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Programme } from '../../src/routing/programme.ts';
import type { Parked } from '../../src/ussd/screen.ts';
import type { SessionState } from '../../src/ussd/state.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type Dialogue, handset } from '../support/handset.ts';
import { createRandom, pick, type Random } from '../support/random.ts';
import { rowOf, SETTLED_HOURS, WAYS, type Way, walk } from './drops.ts';

const SEED = 20_261_124;
const CALLS = 80;
const MOST_TURNS = 10;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const TYPED = [
  '0',
  '00',
  '9',
  'Mtongwe',
  'Jalma',
  'Lipjan',
  'Xyzzy',
  'It has been broken for a week',
  '77',
  '',
  'water',
];

/** Presses what is there, mostly, and types something now and then. */
async function stray(random: Random, call: Dialogue, turns: number): Promise<Dialogue> {
  let now = call;
  for (let turn = 0; turn < turns && !now.isOver; turn += 1) {
    const keys = [...now.screen.matchAll(/^(\d)\. /gm)].map(([, key]) => key ?? '');
    const key = random(10) < 7 && keys.length > 0 ? pick(random, keys) : pick(random, TYPED);
    now = await now.type(key);
  }
  return now;
}

/** Said here in other words than in `unfinished`: an ordinary report under way, whose category is known and which is not done. */
function isReportUnderWay(programme: Programme, { at, draft }: SessionState): boolean {
  const isOrdinary = programme.categories.get(draft.category ?? '')?.stream === 'ordinary';
  const isDone = ['report-receipt', 'report-cancelled', 'report-joined'].includes(at.screen);
  return isOrdinary && at.screen.startsWith('report-') && !isDone;
}

/** A call that was left somewhere, and the state it was left in. */
interface Dropped {
  readonly way: Way;
  readonly programme: Programme;
  readonly phone: string;
  readonly call: Dialogue;
  readonly state: SessionState;
}

async function dropSomewhere(random: Random, index: number): Promise<Dropped> {
  const way = pick(random, WAYS);
  const programme = gateway.deps.programmes.byName(way.name);
  if (!programme) throw new Error(`${way.name} is not loaded`);
  const phone = `${way.phone.slice(0, -3)}${String(index).padStart(3, '0')}`;
  const course = { labels: way.labels, typed: [way.place, 'It has been broken since Monday'] };
  const begun = await walk(handset(gateway.app, phone), way.code, course, 1 + random(7));
  const call = await stray(random, begun, random(MOST_TURNS));
  return { way, programme, phone, call, state: await stateOf(call) };
}

async function stateOf({ sessionId }: Dialogue): Promise<SessionState> {
  return (await rowOf(gateway, sessionId))?.state as SessionState;
}

/** What the next call must go on with. */
function expectedOf({ programme, state }: Dropped): Parked | null {
  const { at, trail, draft } = state;
  const left = isReportUnderWay(programme, state) ? { at, trail, draft } : (state.parked ?? null);
  return left?.draft.isAnonymous ? null : left;
}

async function expectNothingElseKept({ programme, call }: Dropped): Promise<void> {
  const kept = await rowOf(gateway, call.sessionId);
  expect(kept).toMatchObject({ transcript: '', screen_text: '' });
  const sealed = [...programme.categories.values()].filter(({ stream }) => stream !== 'ordinary');
  for (const { code } of sealed) expect(JSON.stringify(kept?.state)).not.toContain(`"${code}"`);
}

describe('a call that breaks off anywhere', () => {
  it(`loses no ordinary report whose category was chosen, and keeps none that is sealed, ${CALLS} times`, async () => {
    const random = createRandom(SEED);
    const all: Dropped[] = [];
    for (let index = 0; index < CALLS; index += 1) all.push(await dropSomewhere(random, index));
    await gateway.pass(SETTLED_HOURS);
    const seen = { underWay: 0, parked: 0, nothing: 0 };
    for (const dropped of all) {
      await expectNothingElseKept(dropped);
      // A rating is offered too; another test looks at it.
      if (dropped.state.at.screen === 'rate-score') continue;
      const expected = expectedOf(dropped);
      seen[expected === null ? 'nothing' : expected === dropped.state.parked ? 'parked' : 'underWay'] += 1;
      const again = await handset(gateway.app, dropped.phone).dial(dropped.way.code);
      const isOffered = (await stateOf(again)).at.screen === 'resume';
      expect([dropped.call.screen, isOffered]).toEqual([dropped.call.screen, expected !== null]);
      if (expected !== null) expect(await stateOf(await again.type('1'))).toMatchObject(expected);
    }
    // The walk has been everywhere.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(CALLS / 40);
  }, 60_000);
});
