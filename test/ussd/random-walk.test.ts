import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertVote } from '../../src/db/votes.ts';
import { localeOf } from '../../src/locales/index.ts';
import { LANGUAGES, type Programme } from '../../src/routing/programme.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { sendTurn } from '../support/handset.ts';
import { createRandom, pick, type Random } from '../support/random.ts';
import { fileReport } from '../support/report.ts';

/** Requests in all. */
const TURNS = 20_000;
/** Another seed walks another way; what fails names the walk, and the walk names its seed. */
const SEED = 20_261_123;
/** Callers who are on the phone at the same moment: what one sends is in a batch with what the others send. */
const CALLERS = 16;

/** What must never be on a screen: the inside of a program. `null` and `NaN` as words of their own. */
const INSIDES = /undefined|\bnull\b|\bNaN\b|\[object |Error:|\bat .+:\d+:\d+|\$\{/;
/** The apology for a turn that failed, in every language. */
const SORRY: ReadonlySet<string> = new Set(LANGUAGES.map((language) => localeOf(language).ussd.sorry));

const STRANGE = [
  '',
  ' ',
  '*',
  '**1',
  '#',
  '0',
  '9',
  '00',
  '98',
  '77',
  '-1',
  '1.5',
  '１',
  '২',
  'No\0 water',
  '\0',
  '\uD83D',
  'water \uDE00 water',
  '😀',
  '😀😀😀 😀😀😀 😀😀😀 😀😀😀',
  '👩‍👩‍👧‍👦 family',
  'Mwa                 😀',
  'a\nb\nc\n1. Send',
  '\r\n\t',
  '\u202E\u200Fabc',
  '{"a":1}',
  '[object Object]'.slice(1, 7),
  "'; drop table grievances; --",
  '__proto__',
  'constructor',
  'toString',
  'পানি নেই ১২ দিন',
  'Uji nuk rrjedh që të hënën, ë ç',
  'Nema vode već danima čćžšđ',
  'Maji hakuna tangu Jumatatu',
  'a*b*c',
  '1*1*1',
  'x'.repeat(1_000),
  'পানি '.repeat(200),
  '€[]{}~^|\\'.repeat(20),
  `${'long '.repeat(199)}end`,
] as const;

/** A call under way, as the handset and the test remember it. */
interface Call {
  readonly programme: Programme;
  readonly phone: string;
  readonly sessionId: string;
  /** Everything that was sent, oldest first. */
  readonly sent: string[];
  /** The last answer to a transcript that was new. */
  last: { prefix: 'CON' | 'END'; screen: string };
}

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  for (const programme of gateway.deps.programmes.all()) await staff(programme);
});
afterAll(async () => {
  await gateway.close();
});

const EXAMPLES: Readonly<Record<string, string>> = { KE: '+254712', BD: '+880171', XK: '+38344' };
const DIGITS: Readonly<Record<string, number>> = { KE: 6, BD: 7, XK: 6 };

function phoneOf({ region }: Programme, serial: number): string {
  return `${EXAMPLES[region]}${String(100_000 + serial).padStart(DIGITS[region] ?? 6, '1')}`;
}

/** Of the callers of a programme so many are officials too, with so many reports that wait for them. */
const OFFICIALS = 20;
const REPORTS = 25;

async function staff(programme: Programme): Promise<void> {
  const random = createRandom(SEED);
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const topics = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
  const at = { programme: programme.name };
  for (let serial = 0; serial < OFFICIALS; serial += 1) {
    const place = { role: 'supervisor', area: programme.root.code } as const;
    await addAccount(gateway, { ...at, ...place, phone: phoneOf(programme, serial), language: programme.languages[0] });
  }
  for (let serial = 0; serial < REPORTS; serial += 1) {
    const about = { category: pick(random, topics).code, area: pick(random, leaves).code };
    await fileReport(gateway, {
      ...at,
      ...about,
      phone: phoneOf(programme, 70 + serial),
      source: `walk-${serial}-${at.programme}`,
    });
  }
  await holdVotes(programme);
  await gateway.work();
}

/** One vote that is open and one that is over, everywhere in a programme. */
async function holdVotes(programme: Programme): Promise<void> {
  const { db, now } = gateway.deps;
  const by = await addAccount(gateway, { programme: programme.name, role: 'admin' });
  for (const [serial, days] of [7, -1].entries()) {
    await insertVote(db, {
      id: randomUUID(),
      programmeId: programme.id,
      area_id: programme.root.id,
      names: { en: `What first, ${serial}?` },
      opens_at: new Date(now().getTime() - 14 * 86_400_000),
      closes_at: new Date(now().getTime() + days * 86_400_000),
      createdBy: by,
      now: now(),
      proposals: ['A borehole', 'Street lights', 'A school'].map((en) => ({ en })),
    });
  }
}

async function send(call: Pick<Call, 'programme' | 'phone' | 'sessionId'>, text: string) {
  const answer = await sendTurn(gateway.app, {
    sessionId: call.sessionId,
    phoneNumber: call.phone,
    serviceCode: call.programme.ussdCode,
    text,
  });
  const said = `${call.sessionId} after ${JSON.stringify(text.slice(-80))}: ${answer.screen}`;
  // What a caller typed herself may come back to her ("Places like ..."): none of what is typed here looks like this.
  if (INSIDES.test(answer.screen)) throw new Error(`the inside of a program on a screen: ${said}`);
  if (SORRY.has(answer.screen)) throw new Error(`a turn failed: ${said}\n${failures().at(-1)}`);
  return answer;
}

function failures(): string[] {
  return gateway.logged.filter((line) => line.includes('a turn failed'));
}

/** What a person, or a broken phone, might answer to this screen. */
function nextInput(random: Random, call: Call): string {
  const keys = [...call.last.screen.matchAll(/^(\d)\. /gm)].map(([, key]) => key ?? '');
  const kind = random(10);
  if (kind < 6 && keys.length > 0) return pick(random, keys);
  if (kind < 7) return String(random(12));
  if (kind < 8) return typedPlace(random, call.programme);
  return pick(random, STRANGE);
}

/** Part of a name, a name with a slip, or a name with its level. */
function typedPlace(random: Random, programme: Programme): string {
  const area = pick(random, [...programme.areas.values()]);
  const name = pick(random, Object.values(area.names)) ?? '';
  const cut = [...name].slice(0, 2 + random(6)).join('');
  return pick(random, [name, cut, `${name}x`, `${name} 😀`, `${cut.padEnd(19)}😀`, name.toUpperCase()]);
}

/** A new call, sometimes with answers in front (dial-through). */
async function dial(random: Random, programmes: readonly Programme[], serial: number, phone?: string): Promise<Call> {
  const programme = pick(random, programmes);
  const call = {
    programme,
    phone: phone ?? phoneOf(programme, serial % 60),
    sessionId: `ATUid_walk_${serial}`,
  };
  const text = random(6) === 0 ? pick(random, ['1', '2*1', '1*1*1', '3*1', '2*3*1', '1*2*9*9*0', '*', '1*']) : '';
  return { ...call, sent: [text], last: await send(call, text) };
}

/** One more request of a call: new, said again, shortened, or two at once. Gives back how many requests it took. */
async function walk(random: Random, call: Call): Promise<number> {
  const said = call.sent.at(-1) ?? '';
  const kind = random(12);
  if (kind === 0) {
    expect(await send(call, said)).toEqual(call.last);
    return 1;
  }
  if (kind === 1 && call.sent.length > 1) {
    // Shorter than what was answered: never goes back.
    const earlier = pick(random, call.sent.slice(0, -1));
    if (earlier !== said && !earlier.startsWith(`${said}*`)) expect(await send(call, earlier)).toEqual(call.last);
    return 1;
  }
  if (call.last.prefix === 'END') return 0;
  const input = nextInput(random, call);
  const text = said === '' ? input : `${said}*${input}`;
  if (kind === 2) {
    const answers = await Promise.all([send(call, text), send(call, text), send(call, text)]);
    expect(new Set(answers.map(({ screen }) => screen)).size).toBe(1);
    remember(call, text, answers[0] as Call['last']);
    return 3;
  }
  remember(call, text, await send(call, text));
  return 1;
}

/** What is stored has no NUL and no half surrogate; a transcript that was empty stays the one that was answered. */
function remember(call: Call, text: string, answer: Call['last']): void {
  call.sent.push(text);
  call.last = answer;
}

/** One caller's part of the walk: calls one after the other, until there are no turns left. */
async function walkAlone(seed: number, budget: { left: number }, serials: { next: number }): Promise<void> {
  const random = createRandom(seed);
  const programmes = gateway.deps.programmes.all();
  let call: Call | undefined;
  while (budget.left > 0) {
    const isOver = call === undefined || call.sent.join('').length > 3_000 || random(25) === 0;
    const used: number = isOver || call === undefined ? 0 : await walk(random, call);
    if (used === 0) {
      serials.next += 1;
      call = await dial(random, programmes, serials.next);
    }
    budget.left -= Math.max(used, 1);
  }
}

describe('any number of callers who type anything', () => {
  it(`always get a whole screen of their own, ${TURNS} turns long`, async () => {
    const budget = { left: TURNS };
    const serials = { next: 0 };
    await Promise.all(Array.from({ length: CALLERS }, (_, caller) => walkAlone(SEED + caller, budget, serials)));
    expect(failures()).toEqual([]);
    const { count } = await gateway.deps.db
      .selectFrom('grievance_events')
      .where('actor_kind', '=', 'official')
      .where('channel', '=', 'ussd')
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBeGreaterThan(10);
  }, 120_000);
});

it('takes no number for a list that was never shown', async () => {
  const call = { sessionId: 'ATUid_through', phoneNumber: '+254712999001', serviceCode: '*384*2101#' };
  const filed = await sendTurn(gateway.app, { ...call, text: '2*1*2*1*Mtongwe*No water*1' });
  const reference = /\d{4} \d{4}/.exec(filed.screen)?.[0] ?? '';
  const mine = await sendTurn(gateway.app, { ...call, sessionId: 'ATUid_through_2', text: '3*1' });
  expect(mine.screen).toContain(`1. ${reference}`);
});
