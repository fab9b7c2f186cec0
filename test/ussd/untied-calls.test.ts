import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { indexPhone, type Phone } from '../../src/phone.ts';
import { settleCall } from '../../src/ussd/settle-calls.ts';
import { columnsOf, findStored } from '../support/everything-stored.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type Dialogue, sendTurn } from '../support/handset.ts';
import { type Citizen, openCitizen } from '../support/story.ts';
import { KENYA, rowOf, SETTLED_HOURS, tellEnd, walk, workDelayed } from './drops.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway({ at: new Date('2026-11-23T06:37:21.412Z') });
});
afterEach(async () => {
  await gateway.pass(SETTLED_HOURS);
  await sql`truncate ussd_sessions`.execute(gateway.deps.db);
});
afterAll(() => gateway.close());

let serial = 0;
function newCitizen(): Citizen {
  serial += 1;
  return openCitizen(gateway, `${KENYA.phone.slice(0, -3)}${String(serial).padStart(3, '0')}`);
}

const TEXT = 'The tap has been dry since Monday';
const ANONYMOUS = KENYA.labels.map((label) => (label === 'I agree' ? 'Stay anonymous' : label));
const SEALED = ['English', 'Report a problem', 'Stay anonymous', 'Corruption', 'Asked for a bribe', 'Tell us'];

async function sendAnonymously(citizen: Citizen): Promise<Dialogue> {
  return (await walk(citizen, KENYA.code, { labels: ANONYMOUS, typed: [KENYA.place, TEXT] })).choose('Send');
}

async function sendSealed(citizen: Citizen): Promise<Dialogue> {
  const contact = await walk(citizen, KENYA.code, { labels: SEALED, typed: [KENYA.place, TEXT] });
  return (await contact.choose('No, send nothing')).choose('Send');
}

async function open(citizen: Citizen, change: (pin: string) => string): Promise<Dialogue> {
  const sent = await sendAnonymously(newCitizen());
  const [, reference = '', pin = ''] = /(\d{4} \d{4}), PIN (\d{4})/.exec(sent.screen) ?? [];
  const labels = ['English', 'My reports', 'With number and PIN'];
  return walk(citizen, KENYA.code, { labels, typed: [reference, change(pin)] });
}

const indexOf = ({ phone }: Citizen) => indexPhone(gateway.deps.config.indexKey, phone as Phone);
const rowsOf = (citizen: Citizen) =>
  gateway.deps.db.selectFrom('ussd_sessions').selectAll().where('phone_index', '=', indexOf(citizen)).execute();
const countReports = async () => (await gateway.deps.db.selectFrom('grievances').select('id').execute()).length;

const WAYS: readonly [string, (citizen: Citizen) => Promise<Dialogue>][] = [
  ['sent a report without her number', sendAnonymously],
  ['sent a sealed report', sendSealed],
  ['opened a report with its PIN', (citizen) => open(citizen, (pin) => pin)],
  ['mistyped a PIN', (citizen) => open(citizen, (pin) => (pin === '1234' ? '4321' : '1234'))],
];

describe.each(WAYS)('a call that %s', (_what, call) => {
  it('leads to no phone once it is settled, and says only in which hour it was', async () => {
    const citizen = newCitizen();
    const end = await call(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await rowsOf(citizen)).toEqual([]);
    const index = indexOf(citizen).toString('hex');
    expect(columnsOf(await findStored(gateway.deps.db, [index]))).toEqual(['public.citizens.phone_index']);
    const row = await rowOf(gateway, end.sessionId);
    expect(row).toMatchObject({ state: {}, transcript: '', screen_text: '', offer_at: null });
    expect(row?.phone_index).toHaveLength(32);
    for (const at of [row?.created_at, row?.updated_at, row?.ended_at, row?.settled_at, row?.forget_at]) {
      expect(at?.toISOString()).toMatch(/:00:00\.000Z$/);
    }
  });

  it('files nothing when its last request comes late, and is gone within two hours', async () => {
    const citizen = newCitizen();
    const { sessionId } = await call(citizen);
    const { transcript = '' } = (await rowOf(gateway, sessionId)) ?? {};
    const request = { sessionId, phoneNumber: citizen.phone, serviceCode: KENYA.code, text: transcript };
    const before = await countReports();
    for (const hours of [SETTLED_HOURS, 0.5, 0.35]) {
      await gateway.pass(hours);
      for (const text of [transcript, `${transcript}*1`]) {
        expect((await sendTurn(gateway.app, { ...request, text })).prefix).toBe('END');
      }
    }
    expect(await countReports()).toBe(before);
    expect(await rowsOf(citizen)).toEqual([]);
    await gateway.pass(1.1);
    expect(await rowOf(gateway, sessionId)).toBeUndefined();
  });
});

describe('a call without a PIN', () => {
  it('keeps its phone: the next one finds what it left', async () => {
    const citizen = newCitizen();
    await walk(citizen, KENYA.code, { labels: KENYA.labels, typed: [KENYA.place, TEXT] });
    await gateway.pass(SETTLED_HOURS);
    expect(await rowsOf(citizen)).toHaveLength(1);
  });
});

describe('what an earlier call left', () => {
  const drop = (citizen: Citizen) => walk(citizen, KENYA.code, { labels: KENYA.labels, typed: [KENYA.place, TEXT] });
  const sendWithoutNumber = async (citizen: Citizen) => {
    const again = await (await citizen.dial(KENYA.code)).choose('Go on');
    return (await (await again.choose('More choices')).choose('Send without my number')).choose('Send');
  };

  it('is neither offered nor gone on with once it was sent without her number, whichever call is settled first', async () => {
    for (const order of ['first', 'second', 'together']) {
      const citizen = newCitizen();
      const first = await drop(citizen);
      await gateway.pass(0.002);
      const second = await sendWithoutNumber(citizen);
      if (order !== 'together') {
        await tellEnd(gateway, (order === 'first' ? first : second).sessionId);
        await workDelayed(gateway);
      }
      await gateway.pass(SETTLED_HOURS);
      expect(await citizen.news()).toEqual([]);
      expect((await citizen.dial(KENYA.code)).screen).not.toContain('had begun');
      expect((await rowOf(gateway, second.sessionId))?.phone_index).not.toEqual(indexOf(citizen));
    }
  });

  it('is not untied while the call before it is not settled, and then in the same sweep', async () => {
    const citizen = newCitizen();
    await drop(citizen);
    await gateway.pass(0.002);
    const { sessionId } = await sendWithoutNumber(citizen);
    await tellEnd(gateway, sessionId);
    gateway.waiting.length = 0;
    await settleCall(gateway.deps, `at-${sessionId}`);
    expect((await rowOf(gateway, sessionId))?.settled_at).toBeNull();
    await gateway.pass(SETTLED_HOURS);
    expect((await rowOf(gateway, sessionId))?.settled_at).not.toBeNull();
    expect(await rowsOf(citizen)).toMatchObject([{ state: {} }]);
  });

  it('is still hers when she did something else without her number meanwhile, for the rest of its day', async () => {
    const citizen = newCitizen();
    const dropped = await drop(citizen);
    await gateway.pass(SETTLED_HOURS);
    const menu = await (await (await citizen.dial(KENYA.code)).choose('Go on')).type('00');
    let call = await (await menu.choose('Report a problem')).choose('Corruption');
    for (const label of ['Asked for a bribe', 'Tell us']) call = await call.choose(label);
    call = await (await call.type(KENYA.place)).type('The clerk asked for money');
    const { sessionId } = await (await call.choose('No, send nothing')).choose('Send');
    await gateway.pass(SETTLED_HOURS);
    expect(await rowOf(gateway, sessionId)).toMatchObject({ state: {} });
    const again = await (await citizen.dial(KENYA.code)).choose('Go on');
    expect(again.screen).toBe(dropped.screen);
    await again.choose('Send');
    await gateway.pass(SETTLED_HOURS);
    expect((await citizen.dial(KENYA.code)).screen).not.toContain('had begun');
  });

  it('is hers as well where she left it in the same call', async () => {
    const citizen = newCitizen();
    const begun = await walk(citizen, KENYA.code, { labels: KENYA.labels, typed: [KENYA.place] });
    let call = await (await begun.type('00')).choose('Report a problem');
    for (const label of ['Water', 'Burst pipe or leak']) call = await call.choose(label);
    call = await (await call.type(KENYA.place)).type('Water runs over the road');
    for (const label of ['More choices', 'Send without my number', 'Send']) call = await call.choose(label);
    await gateway.pass(SETTLED_HOURS);
    const [left, ...more] = await rowsOf(citizen);
    expect([left?.id, more]).toEqual([expect.stringMatching(/^left-/), []]);
    expect(left?.created_at.toISOString()).toMatch(/:00:00\.000Z$/);
    expect(JSON.stringify(left)).not.toContain('runs over');
    expect((await citizen.dial(KENYA.code)).screen).toContain('You had begun:\nNo water, Mtongwe');
  });

  it('is no longer offered by SMS when she starts over and opens a report with its PIN', async () => {
    const citizen = newCitizen();
    await drop(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toHaveLength(1);
    const sent = await sendAnonymously(newCitizen());
    const [, reference = '', pin = ''] = /(\d{4} \d{4}), PIN (\d{4})/.exec(sent.screen) ?? [];
    const menu = await (await citizen.dial(KENYA.code)).choose('Start over');
    const asked = await (await menu.choose('My reports')).choose('With number and PIN');
    await (await asked.type(reference)).type(pin);
    await gateway.pass(SETTLED_HOURS);
    const { conversation } = await gateway.deps.db
      .selectFrom('citizens')
      .select('conversation')
      .where('phone_index', '=', indexOf(citizen))
      .executeTakeFirstOrThrow();
    expect(conversation).toBeNull();
    expect((await citizen.dial(KENYA.code)).screen).not.toContain('had begun');
  });
});
