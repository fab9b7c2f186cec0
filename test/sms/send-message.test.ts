import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Message } from '../../src/db/schema.ts';
import type { Phone } from '../../src/phone.ts';
import { openAfricastalking } from '../../src/sms/carriers/africastalking.ts';
import type { Carrier } from '../../src/sms/carriers/carrier.ts';
import { applyDelivery } from '../../src/sms/delivery.ts';
import { sendMessage } from '../../src/sms/send-message.ts';
import { type CarrierDouble, openCarrierDouble } from '../support/carrier-double.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStage, insertProgrammes, messageOf, PHONE, programmesOf, queueSms, type SmsStage } from './fixtures.ts';

const TEXT = 'Canary text of a report';
const KEY = 'atsk_canary';

let database: TestDatabase;
let double: CarrierDouble;
let stage: SmsStage;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('messages').execute();
  double = await openCarrierDouble();
  stage = createStageFor(double.url);
});
afterEach(() => double.close());

function createStageFor(url: string, timeoutMs = 300): SmsStage {
  const environment = { CARRIER: 'africastalking', AT_USERNAME: 'u', AT_API_KEY: KEY, AT_BASE_URL: url };
  const { config } = createStage(database.db, environment);
  const carriers = new Map<string, Carrier>([['africastalking', openAfricastalking(config, { timeoutMs })]]);
  const programmes = programmesOf([{ shortCode: '22101', region: 'KE' }]);
  return createStage(database.db, environment, { carriers, programmes });
}

async function sendOne(change: Partial<Message> = {}): Promise<Message> {
  const id = await queueSms(stage, { text: TEXT, ...change });
  await sendMessage(stage, id);
  return messageOf(database.db, id);
}

/** Whatever wakes the row: the queue twice, a worker restarted, the sweep. */
async function wakeManyTimes(id: string): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([sendMessage(stage, id), sendMessage(stage, id)]);
    stage.setNow(new Date(stage.now().getTime() + 2 * 60 * 60 * 1000));
  }
}

describe('STOP', () => {
  it('holds back what was queued before it, but not the answer to her own SMS', async () => {
    await insertProgrammes(stage.db, stage.programmes);
    const programmeId = stage.programmes.all()[0]?.id ?? '';
    const citizen = await rememberCitizen(stage.db, stage.config, { programmeId, phone: PHONE, now: stage.now() });
    const update = await queueSms(stage, { programme_id: programmeId, citizen_id: citizen.id, priority: 3 });
    const answer = await queueSms(stage, { programme_id: programmeId, citizen_id: citizen.id, priority: 1 });
    await stage.db.updateTable('citizens').set({ opted_out_at: stage.now() }).execute();
    await sendMessage(stage, update);
    await sendMessage(stage, answer);
    expect(await messageOf(database.db, update)).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
    expect(await messageOf(database.db, answer)).toMatchObject({ state: 'accepted' });
    expect(double.ledger).toHaveLength(1);
  });
});

describe('sendMessage', () => {
  it('sends once and keeps the id and the cost', async () => {
    const sent = await sendOne();
    expect(double.ledger).toEqual([
      { to: PHONE, from: '22101', text: TEXT, carrierMessageId: sent.carrier_message_id },
    ]);
    expect(sent).toMatchObject({
      state: 'accepted',
      attempts: 1,
      cost: 'KES 0.8000',
      reason: null,
      claimed_at: stage.now(),
      settled_at: stage.now(),
    });
    expect(stage.wakeUps).toEqual([]);
  });

  it('sends once when twenty workers try at once', async () => {
    const id = await queueSms(stage);
    await Promise.all(Array.from({ length: 20 }, () => sendMessage(stage, id)));
    await wakeManyTimes(id);
    expect(double.ledger).toHaveLength(1);
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'accepted', attempts: 1 });
  });

  it.each([
    ['accepted, and the answer lost', { does: 'drop' }, 1, 'ECONNRESET'],
    ['silence', { does: 'hang' }, 0, 'timeout'],
    ['a reset', { does: 'reset' }, 0, 'ECONNRESET'],
    ['a 503', { does: 'answer', status: 503, body: '' }, 0, 'http_503'],
    ['an answer nobody can read', { does: 'answer', status: 201, body: 'OK' }, 0, 'unreadable_answer'],
  ] as const)('never sends again what may have been sent: %s', async (_what, behaviour, reached, reason) => {
    double.script(behaviour);
    const sent = await sendOne();
    expect(sent).toMatchObject({ state: 'unknown', reason, carrier_message_id: null });
    await wakeManyTimes(sent.id);
    expect(double.requests()).toBe(1);
    expect(double.ledger).toHaveLength(reached);
    expect((await messageOf(database.db, sent.id)).state).toBe('unknown');
    expect(stage.wakeUps).toEqual([]);
  });

  it.each([
    [{ does: 'refuse', statusCode: 403, status: 'InvalidPhoneNumber' }, 'invalid_number'],
    [{ does: 'refuse', statusCode: 406, status: 'UserInBlacklist' }, 'opted_out'],
    [{ does: 'answer-empty', message: 'InvalidSenderId' }, 'sender_not_allowed'],
  ] as const)('leaves it at a no for good: %j', async (behaviour, reason) => {
    double.script(behaviour);
    const sent = await sendOne();
    expect(sent).toMatchObject({ state: 'refused', reason, settled_at: stage.now() });
    await wakeManyTimes(sent.id);
    expect(double.requests()).toBe(1);
    expect(stage.wakeUps).toEqual([]);
  });

  it.each([
    [{ does: 'answer', status: 401, body: 'The supplied authentication is invalid' }, 'bad_credentials', 'http_401'],
    [{ does: 'answer', status: 429, body: '' }, 'throttled', 'http_429'],
    [{ does: 'refuse', statusCode: 405, status: 'InsufficientBalance' }, 'no_credit', 'InsufficientBalance'],
  ] as const)(
    'queues again what was certainly not sent and may go another time: %j',
    async (behaviour, reason, word) => {
      double.script(behaviour);
      const refused = await sendOne({ priority: 3 });
      const delayMs = 30_000;
      const dueAt = new Date(stage.now().getTime() + delayMs);
      expect(refused).toMatchObject({ state: 'queued', reason, carrier_word: word, attempts: 1, due_at: dueAt });
      expect(stage.wakeUps).toEqual([{ job: 'send-sms', id: refused.id, options: { delayMs, priority: 3 } }]);

      stage.setNow(dueAt);
      await sendMessage(stage, refused.id);
      expect(double.ledger).toHaveLength(1);
      expect(await messageOf(database.db, refused.id)).toMatchObject({ state: 'accepted', attempts: 2, reason: null });
    },
  );

  it('tries for a day, each time later, at last every hour, and then gives up', async () => {
    double.always({ does: 'answer', status: 429, body: '' });
    const id = await queueSms(stage);
    const delays: number[] = [];
    for (let left = 100; left > 0; left -= 1) {
      await sendMessage(stage, id);
      const { due_at: dueAt, state } = await messageOf(database.db, id);
      if (state !== 'queued') break;
      delays.push((stage.wakeUps.at(-1)?.options?.delayMs ?? 0) / 1000);
      stage.setNow(dueAt ?? stage.now());
    }
    expect(delays.slice(0, 9)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    const hours = delays.reduce((sum, delay) => sum + delay) / 3600;
    expect(hours).toBeGreaterThanOrEqual(24);
    expect(hours).toBeLessThan(26);
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'refused', reason: 'throttled' });
    const requests = double.requests();
    await wakeManyTimes(id);
    expect(double.requests()).toBe(requests);
    expect(double.ledger).toEqual([]);
  });

  it('waits for the time of a message, and asks to be woken then', async () => {
    const id = await queueSms(stage, { due_at: new Date(stage.now().getTime() + 1_500), priority: 1 });
    await sendMessage(stage, id);
    expect(double.requests()).toBe(0);
    expect(stage.wakeUps).toEqual([
      { job: 'send-sms', id, options: { delayMs: 1_500, priority: 1, skipIfWaiting: true } },
    ]);
  });

  it('leaves alone what is not to be sent', async () => {
    for (const state of ['suppressed', 'sending', 'refused', 'delivered', 'set_aside'] as const) {
      await sendOne({ state });
    }
    await sendMessage(stage, '0193a5b0-0000-7000-8000-000000000001');
    expect(double.requests()).toBe(0);
    expect(stage.wakeUps).toEqual([]);
  });

  it('waits when the carrier of the row is not configured, and uses no other', async () => {
    const sent = await sendOne({ carrier: 'kannel' });
    expect(sent).toMatchObject({ state: 'queued', reason: 'unreachable', carrier_word: 'carrier_not_configured' });
    expect(double.requests()).toBe(0);
  });

  it('waits when the number cannot be opened, and refuses when there is none', async () => {
    const stolen = await sendOne({ phone_sealed: Buffer.from('not a seal') });
    expect(stolen).toMatchObject({ state: 'queued', carrier_word: 'number_not_opened' });
    const none = await sendOne({ phone_sealed: null });
    expect(none).toMatchObject({ state: 'refused', reason: 'invalid_number' });
    expect(double.requests()).toBe(0);
  });

  it('takes a carrier that throws for one that may have sent', async () => {
    const broken: Carrier = {
      ...openAfricastalking(stage.config),
      send: () => Promise.reject(new Error(TEXT + PHONE)),
    };
    stage = createStage(
      database.db,
      { CARRIER: 'africastalking', AT_USERNAME: 'u', AT_API_KEY: KEY },
      {
        carriers: new Map([['africastalking', broken]]),
      },
    );
    expect(await sendOne()).toMatchObject({ state: 'unknown', reason: 'carrier_threw' });
  });

  it('lets a delivery report be quicker than the answer to the send', async () => {
    const id = await queueSms(stage);
    const carrier = stage.carriers.get('africastalking');
    if (!carrier) throw new Error('no carrier');
    const quick: Carrier = {
      ...carrier,
      send: async (sms) => {
        const result = await carrier.send(sms);
        const carrierMessageId = double.ledger.at(-1)?.carrierMessageId ?? '';
        await applyDelivery(stage, 'africastalking', {
          carrierMessageId,
          phone: PHONE,
          state: 'delivered',
          word: 'Success',
          reason: null,
        });
        return result;
      },
    };
    await sendMessage({ ...stage, carriers: new Map([['africastalking', quick]]) }, id);
    expect(await messageOf(database.db, id)).toMatchObject({
      state: 'delivered',
      carrier_message_id: double.ledger[0]?.carrierMessageId,
      carrier_word: 'Success',
      cost: 'KES 0.8000',
    });
    await wakeManyTimes(id);
    expect(double.ledger).toHaveLength(1);
  });

  it('keeps a message whose id another one has', async () => {
    await queueSms(stage, { state: 'accepted', carrier_message_id: `ATXid_${'1'.padStart(32, '0')}` });
    expect(await sendOne()).toMatchObject({ state: 'accepted', carrier_message_id: null });
    expect(double.ledger).toHaveLength(1);
  });

  it.each([
    { outcome: 'accepted', carrierMessageId: 'late' },
    { outcome: 'refused', reason: 'rejected' },
    { outcome: 'unknown', detail: 'late' },
  ] as const)('lets an answer that belongs to an earlier turn settle nothing: $outcome', async (result) => {
    const id = await queueSms(stage);
    const late: Carrier = {
      ...openAfricastalking(stage.config),
      send: async () => {
        await database.db.updateTable('messages').set({ attempts: 2 }).where('id', '=', id).execute();
        return result;
      },
    };
    await sendMessage({ ...stage, carriers: new Map([['africastalking', late]]) }, id);
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'sending', attempts: 2, carrier_message_id: null });
  });

  it('writes down no number, no text and no key, whatever happens', async () => {
    double.script(
      { does: 'accept' },
      { does: 'hang' },
      { does: 'answer', status: 401, body: `${KEY} ${PHONE} ${TEXT}` },
      { does: 'refuse', statusCode: 403, status: PHONE },
      { does: 'answer-empty', message: `${PHONE} ${TEXT}` },
    );
    const rows: Message[] = [];
    for (let index = 0; index < 5; index += 1) rows.push(await sendOne());
    const written = JSON.stringify([stage.logged, stage.wakeUps, rows.map((row) => ({ ...row, text: '' }))]);
    expect(stage.logged.length).toBeGreaterThanOrEqual(5);
    for (const canary of [KEY, PHONE.slice(1), TEXT]) expect(written).not.toContain(canary);
  });

  it('one hundred messages, each a different mishap, make at most one SMS each', async () => {
    const behaviours = ['accept', 'drop', 'reset', 'accept'] as const;
    double.script(
      ...Array.from({ length: 100 }, (_, index) =>
        index % 5 === 4
          ? ({ does: 'answer', status: 429, body: '' } as const)
          : ({ does: behaviours[index % 5] ?? 'accept' } as const),
      ),
    );
    const ids = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        queueSms(stage, { text: `message ${index}`, to: `+2547110${10_000 + index}` as Phone }),
      ),
    );
    const start = stage.now();
    for (const id of ids) {
      stage.setNow(start);
      await wakeManyTimes(id);
    }
    const texts = double.ledger.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    const rows = await database.db.selectFrom('messages').select(['state', 'text']).execute();
    expect(rows.filter(({ state }) => state === 'accepted')).toHaveLength(60);
    expect(rows.filter(({ state }) => state === 'unknown')).toHaveLength(40);
    for (const { text } of rows.filter(({ state }) => state === 'accepted')) expect(texts).toContain(text);
  });
});
