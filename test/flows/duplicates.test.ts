import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { checkDeadline } from '../../src/grievances/check-deadline.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { openAfricastalking } from '../../src/sms/carriers/africastalking.ts';
import type { Carrier } from '../../src/sms/carriers/carrier.ts';
import { sendMessage } from '../../src/sms/send-message.ts';
import type { JobName } from '../../src/workers/job-names.ts';
import { JOBS } from '../../src/workers/jobs/index.ts';
import { type Behaviour, type CarrierDouble, openCarrierDouble } from '../support/carrier-double.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { sendTurn } from '../support/handset.ts';
import { openProgram, type Program } from '../support/program.ts';
import { createRandom, pick, type Random, shuffle } from '../support/random.ts';
import { fileReport, readHistory } from '../support/report.ts';

const CODE = '*384*2101#';
const SHORT_CODE = '22101';
const SEED = 20_261_123;
const CALLS = 40;

/** The whole call of one report, hop by hop. */
const HOPS = ['', '2', '1', '1', '1', '1', 'Mtongwe', 'No water since Monday', '1'].map((_, index, inputs) =>
  inputs.slice(1, index + 1).join('*'),
);

let gateway: Gateway;
let double: CarrierDouble;
let admin: Program;
beforeAll(async () => {
  double = await openCarrierDouble();
  const env = { CARRIER: 'africastalking', AT_USERNAME: 'majibu', AT_API_KEY: 'atsk_key', AT_BASE_URL: double.url };
  gateway = await openGateway({ env });
  // The same carrier with less patience: some of these sends are never answered.
  const carriers = gateway.deps.carriers as Map<string, Carrier>;
  carriers.set('africastalking', openAfricastalking(gateway.deps.config, { timeoutMs: 300 }));
  admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
});
afterAll(async () => {
  await gateway.close();
  await double.close();
});

let lastNumber = 711_000_000;
function newPhone(): string {
  lastNumber += 1;
  return `+254${lastNumber}`;
}

const callback = (path: string, fields: Record<string, string>) =>
  request(gateway.app).post(`/at/dev${path}`).type('form').send(fields).expect(200);
const sentTo = (phone: string) => double.ledger.filter(({ to }) => to === phone);

async function count(table: 'grievances' | 'messages'): Promise<number> {
  const { rows } = await gateway.deps.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

/** Runs every wake-up twice at the same moment and once more afterwards, in any order, until none is left. */
async function workTwice(random: Random): Promise<void> {
  const run = async (name: JobName, id: string) => JOBS.find((job) => job.name === name)?.run(gateway.deps, id);
  for (;;) {
    const due = gateway.waiting.filter(({ delayMs }) => delayMs === 0);
    if (due.length === 0) return;
    for (const one of due) gateway.waiting.splice(gateway.waiting.indexOf(one), 1);
    const many = shuffle(random, [...due, ...due]);
    for (let from = 0; from < many.length; from += 8) {
      await Promise.all(many.slice(from, from + 8).map(({ job, id }) => run(job, id)));
    }
    for (const { job, id } of due) await run(job, id);
  }
}

describe('USSD hops that come twice, at once, late and out of order', () => {
  it(`make ${CALLS} reports of ${CALLS} calls, and one receipt each`, async () => {
    const random = createRandom(SEED);
    const before = await count('grievances');
    const phones = Array.from({ length: CALLS }, newPhone);
    await Promise.all(phones.map((phone, index) => callBadly(createRandom(SEED + index), phone)));
    expect(await count('grievances')).toBe(before + CALLS);
    await workTwice(random);
    await gateway.pass(0.1);
    for (const phone of phones) expect(sentTo(phone)).toHaveLength(1);
    const texts = await gateway.deps.db.selectFrom('grievances').select('text').distinct().execute();
    expect(texts).toEqual([{ text: 'No water since Monday' }]);
  });

  /** Every hop at least once and in turn; around it its own copies and hops of before, at once or after it. */
  async function callBadly(random: Random, phone: string): Promise<void> {
    const call = { sessionId: `ATUid_${phone}`, phoneNumber: phone, serviceCode: CODE };
    let receipt = '';
    for (const [index, text] of HOPS.entries()) {
      const earlier = () => pick(random, HOPS.slice(0, index + 1));
      const atOnce = shuffle(random, [text, ...Array.from({ length: random(3) }, () => text)]);
      const answers = await Promise.all(atOnce.map((one) => sendTurn(gateway.app, { ...call, text: one })));
      expect(new Set(answers.map(({ screen }) => screen)).size).toBe(1);
      for (let late = random(3); late > 0; late -= 1) {
        expect(await sendTurn(gateway.app, { ...call, text: earlier() })).toEqual(answers[0]);
      }
      receipt = answers[0]?.screen ?? '';
    }
    expect(receipt).toContain('must answer by');
    // The end of the call is told, twice, and somebody presses on.
    const event = { sessionId: call.sessionId, status: 'Success', phoneNumber: phone, input: HOPS.at(-1) ?? '' };
    await Promise.all([callback('/ussd/events', event), callback('/ussd/events', event)]);
    expect((await sendTurn(gateway.app, { ...call, text: `${HOPS.at(-1)}*1` })).prefix).toBe('END');
    expect((await sendTurn(gateway.app, { ...call, text: HOPS.at(-1) ?? '' })).screen).toBe(receipt);
  }

  it('file once when the end of the call is told before its last hop comes again', async () => {
    const before = await count('grievances');
    const call = { sessionId: 'ATUid_overtaken', phoneNumber: newPhone(), serviceCode: CODE };
    for (const text of HOPS) await sendTurn(gateway.app, { ...call, text });
    await callback('/ussd/events', { sessionId: call.sessionId, status: 'Failed' });
    const again = await Promise.all(HOPS.map((text) => sendTurn(gateway.app, { ...call, text })));
    expect(new Set(again.map(({ screen }) => screen)).size).toBe(1);
    expect(await count('grievances')).toBe(before + 1);
  });

  it('answer the one who comes first when two different answers come at once', async () => {
    const call = { sessionId: 'ATUid_forked', phoneNumber: newPhone(), serviceCode: CODE };
    for (const text of HOPS.slice(0, -1)) await sendTurn(gateway.app, { ...call, text });
    const said = HOPS.at(-2) ?? '';
    const before = await count('grievances');
    const answers = await Promise.all(
      ['1', '3', '1', '3', '0'].map((key) => sendTurn(gateway.app, { ...call, text: `${said}*${key}` })),
    );
    expect(new Set(answers.map(({ screen }) => screen)).size).toBe(1);
    const isFiled = answers[0]?.screen.includes('must answer by') === true;
    expect(await count('grievances')).toBe(before + (isFiled ? 1 : 0));
  });
});

describe('SMS that come twice, at once and late', () => {
  it('make one report, and one answer a step', async () => {
    const random = createRandom(SEED);
    const phones = Array.from({ length: 15 }, newPhone);
    const before = await count('grievances');
    for (const [step, text] of ['ENGLISH', 'REPORT No water since Monday', 'No water', 'Mtongwe'].entries()) {
      const copies = phones.flatMap((phone) => {
        const sms = { from: phone, to: SHORT_CODE, text, id: `sms-${phone}-${step}`, date: '2026-11-23 06:30:00' };
        return Array.from({ length: 1 + random(4) }, () => sms);
      });
      await Promise.all(shuffle(random, copies).map((sms) => callback('/sms', sms)));
      await workTwice(random);
      for (const sms of shuffle(random, copies).slice(0, 10)) await callback('/sms', sms);
      await workTwice(random);
      await gateway.pass(0.05);
      for (const phone of phones) expect(sentTo(phone)).toHaveLength(step + 1);
    }
    expect(await count('grievances')).toBe(before + phones.length);
  });

  it('take her word once, however often the carrier repeats it', async () => {
    const phone = newPhone();
    const report = { category: 'WATER.DRY', area: 'KE.001.004.0016', phone, source: `word-${phone}` };
    const { id, reference } = await fileReport(gateway, report);
    await gateway.work();
    await admin.post(`/grievances/${reference}/resolve`, { text: 'It flows' }).expect(200);
    await gateway.work();
    const sms = { from: phone, to: SHORT_CODE, text: '2', id: `word-${phone}` };
    await Promise.all([1, 2, 3, 4].map(() => callback('/sms', sms)));
    await workTwice(createRandom(SEED));
    await callback('/sms', sms);
    await gateway.pass(1);
    expect((await readHistory(gateway, id)).filter((type) => type === 'disputed')).toHaveLength(1);
    expect(sentTo(phone)).toHaveLength(3);
  });
});

describe('a step of an official that comes twice', () => {
  it.each(['acknowledge', 'resolve', 'reject'] as const)('%s is one event and one SMS', async (action) => {
    const phone = newPhone();
    const report = { category: 'WATER.DRY', area: 'KE.001.004.0016', phone, source: `${action}-${phone}` };
    const { id, reference } = await fileReport(gateway, report);
    await gateway.work();
    const body = { acknowledge: {}, resolve: { text: 'It flows' }, reject: { reason: 'Not ours' } }[action];
    const answers = await Promise.all([1, 2, 3].map(() => admin.post(`/grievances/${reference}/${action}`, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await workTwice(createRandom(SEED));
    expect(sentTo(phone)).toHaveLength(2);
    expect(await readHistory(gateway, id)).toHaveLength(3);
  });

  it('moves a late report up one rung and tells it once, however many look at the clock', async () => {
    const phone = newPhone();
    const report = { category: 'WATER.DRY', area: 'KE.001.004.0016', phone, source: `late-${phone}` };
    const { id } = await fileReport(gateway, report);
    await gateway.work();
    const { respond_by: respondBy } = await gateway.deps.db
      .selectFrom('grievances')
      .select('respond_by')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const late = { ...gateway.deps, now: () => new Date((respondBy?.getTime() ?? 0) + 60_000) };
    await Promise.all(Array.from({ length: 8 }, () => checkDeadline(late, id)));
    expect((await readHistory(gateway, id)).filter((type) => type === 'escalated')).toHaveLength(1);
    await workTwice(createRandom(SEED));
    expect(sentTo(phone)).toHaveLength(1);
    const purposes = await gateway.deps.db
      .selectFrom('messages')
      .select('purpose')
      .where('grievance_id', '=', id)
      .execute();
    expect(purposes.map(({ purpose }) => purpose).sort()).toEqual(['escalated', 'receipt']);
  });
});

/** What becomes of a send, and how often the SMS reaches the handset in the end. */
const SENDS: readonly { name: string; behaviour: Behaviour; state: string; arrives: number }[] = [
  { name: 'is accepted', behaviour: { does: 'accept' }, state: 'accepted', arrives: 1 },
  { name: 'is sent and the answer lost', behaviour: { does: 'drop' }, state: 'unknown', arrives: 1 },
  { name: 'is cut off', behaviour: { does: 'reset' }, state: 'unknown', arrives: 0 },
  { name: 'is never answered', behaviour: { does: 'hang' }, state: 'unknown', arrives: 0 },
  { name: 'is answered without an end', behaviour: { does: 'drip' }, state: 'unknown', arrives: 0 },
  {
    name: 'breaks the carrier',
    behaviour: { does: 'answer', status: 500, body: 'oops' },
    state: 'unknown',
    arrives: 0,
  },
  {
    name: 'is answered with nonsense',
    behaviour: { does: 'answer', status: 201, body: '<html>' },
    state: 'unknown',
    arrives: 0,
  },
  { name: 'is throttled', behaviour: { does: 'answer', status: 429, body: 'slow' }, state: 'accepted', arrives: 1 },
  {
    name: 'finds no credit',
    behaviour: { does: 'refuse', statusCode: 405, status: 'InsufficientBalance' },
    state: 'accepted',
    arrives: 1,
  },
  {
    name: 'is refused',
    behaviour: { does: 'refuse', statusCode: 403, status: 'InvalidPhoneNumber' },
    state: 'refused',
    arrives: 0,
  },
];

describe('an SMS that goes out', () => {
  const outgoing = (phone: string) =>
    gateway.deps.db
      .selectFrom('messages')
      .selectAll()
      .where('direction', '=', 'out')
      .where('grievance_id', 'in', (eb) =>
        eb.selectFrom('grievances').select('id').where('source', '=', `send-${phone}`),
      )
      .executeTakeFirstOrThrow();

  /** A report whose receipt waits to be sent. */
  async function queueReceipt(phone: string): Promise<string> {
    const report = { category: 'WATER.DRY', area: 'KE.001.004.0016', phone, source: `send-${phone}` };
    const { id } = await fileReport(gateway, report);
    await routeGrievance(gateway.deps, id);
    return (await outgoing(phone)).id;
  }

  it.each(SENDS)('and $name ends as $state and never goes out twice', async ({ behaviour, state, arrives }) => {
    const phone = newPhone();
    const id = await queueReceipt(phone);
    double.script(behaviour);
    await Promise.all(Array.from({ length: 10 }, () => sendMessage(gateway.deps, id)));
    for (let round = 0; round < 4; round += 1) {
      await gateway.pass(0.5);
      await sendMessage(gateway.deps, id);
    }
    expect(await outgoing(phone)).toMatchObject({ state });
    expect(sentTo(phone)).toHaveLength(arrives);
  });

  it('by a worker that died in the middle is shown as unknown, and settled by its delivery report alone', async () => {
    const phone = newPhone();
    const id = await queueReceipt(phone);
    const claim = { state: 'sending' as const, attempts: 1, claimed_at: gateway.deps.now() };
    await gateway.deps.db.updateTable('messages').set(claim).where('id', '=', id).execute();
    await gateway.pass(0.2);
    expect(await outgoing(phone)).toMatchObject({ state: 'unknown', reason: 'worker_lost' });
    expect(sentTo(phone)).toHaveLength(0);
    await callback('/sms/delivery', { id: 'ATXid_lost', status: 'Success', phoneNumber: phone });
    expect(await outgoing(phone)).toMatchObject({ state: 'delivered', carrier_message_id: 'ATXid_lost' });
  });

  it.each([1, 2, 3, 4, 5, 6])('keeps the first final word of reports in any order (%i)', async (seed) => {
    const random = createRandom(seed);
    const phone = newPhone();
    const id = await queueReceipt(phone);
    await sendMessage(gateway.deps, id);
    const carrierId = sentTo(phone)[0]?.carrierMessageId ?? '';
    const words = shuffle(random, ['Sent', 'Success', 'Buffered', 'Failed', 'Success', 'Sent', 'Gibberish', 'Expired']);
    for (const status of words) await callback('/sms/delivery', { id: carrierId, status, phoneNumber: phone });
    await Promise.all(words.map((status) => callback('/sms/delivery', { id: carrierId, status })));
    const first = words.find((word) => ['Success', 'Failed', 'Expired'].includes(word));
    expect((await outgoing(phone)).state).toBe(first === 'Success' ? 'delivered' : 'undelivered');
    await gateway.pass(1);
    expect(sentTo(phone)).toHaveLength(1);
  });

  it('is settled by a report that comes before the answer, and the answer changes nothing', async () => {
    const phone = newPhone();
    const id = await queueReceipt(phone);
    const claim = { state: 'sending' as const, attempts: 0, claimed_at: gateway.deps.now() };
    await gateway.deps.db.updateTable('messages').set(claim).where('id', '=', id).execute();
    const report = { id: 'ATXid_early', status: 'Failed', failureReason: 'UserInBlackList', phoneNumber: phone };
    await Promise.all([1, 2, 3].map(() => callback('/sms/delivery', report)));
    expect(await outgoing(phone)).toMatchObject({ state: 'undelivered', reason: 'UserInBlackList' });
    await gateway.pass(1);
    expect(await outgoing(phone)).toMatchObject({ state: 'undelivered' });
    expect(sentTo(phone)).toHaveLength(0);
  });

  it('is not settled by the report of another phone, of a stranger, or of one of two that wait', async () => {
    const phone = newPhone();
    const id = await queueReceipt(phone);
    double.script({ does: 'drop' });
    await sendMessage(gateway.deps, id);
    await callback('/sms/delivery', { id: 'ATXid_x', status: 'Success', phoneNumber: newPhone() });
    await callback('/sms/delivery', { id: 'ATXid_x', status: 'Success' });
    expect(await outgoing(phone)).toMatchObject({ state: 'unknown', carrier_message_id: null });
    const other = newPhone();
    const first = await queueReceipt(other);
    double.script({ does: 'drop' }, { does: 'drop' });
    await sendMessage(gateway.deps, first);
    await callback('/sms', { from: other, to: SHORT_CODE, text: 'HELP', id: `help-${other}` });
    await gateway.work();
    await callback('/sms/delivery', { id: 'ATXid_two', status: 'Success', phoneNumber: other });
    expect(await outgoing(other)).toMatchObject({ state: 'unknown', carrier_message_id: null });
  });
});
