import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Message } from '../../src/db/schema.ts';
import type { Phone } from '../../src/phone.ts';
import type { DeliveryReport } from '../../src/sms/carriers/carrier.ts';
import { applyDelivery } from '../../src/sms/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStage, messageOf, PHONE, programmesOf, queueSms, type SmsStage } from './fixtures.ts';

const OTHER_PHONE = '+254722000002' as Phone;
const WORDS = { sent: 'Sent', delivered: 'Success', undelivered: 'Failed' } as const;

let database: TestDatabase;
let stage: SmsStage;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('messages').execute();
  stage = createStage(database.db, {}, { programmes: programmesOf([{ shortCode: '22101', region: 'KE' }]) });
});

function report(state: DeliveryReport['state'], change: Partial<DeliveryReport> = {}): DeliveryReport {
  return {
    carrierMessageId: 'sim-1',
    phone: null,
    state,
    word: state === null ? 'Borked' : WORDS[state],
    reason: state === 'undelivered' ? 'UserInBlackList' : null,
    ...change,
  };
}

/** A message as it stands after its send. */
async function sentSms(change: Partial<Message> & { to?: Phone } = {}): Promise<string> {
  return queueSms(stage, {
    state: 'accepted',
    carrier_message_id: 'sim-1',
    attempts: 1,
    claimed_at: stage.now(),
    settled_at: stage.now(),
    ...change,
  });
}

const apply = (given: DeliveryReport) => applyDelivery(stage, 'simulator', given);

describe('applyDelivery by the carrier id', () => {
  it.each([
    ['accepted', 'sent', 'accepted', 'Sent', null],
    ['accepted', 'delivered', 'delivered', 'Success', null],
    ['accepted', 'undelivered', 'undelivered', 'Failed', 'UserInBlackList'],
    ['unknown', 'sent', 'accepted', 'Sent', null],
    ['unknown', 'delivered', 'delivered', 'Success', null],
    ['unknown', 'undelivered', 'undelivered', 'Failed', 'UserInBlackList'],
    ['sending', 'delivered', 'delivered', 'Success', null],
    ['accepted', null, 'accepted', 'Borked', null],
    ['unknown', null, 'unknown', 'Borked', 'timeout'],
  ] as const)('%s and %s: %s', async (before, state, after, word, reason) => {
    const id = await sentSms({ state: before, reason: before === 'unknown' ? 'timeout' : null });
    expect(await apply(report(state))).toBe(true);
    expect(await messageOf(database.db, id)).toMatchObject({ state: after, carrier_word: word, reason });
  });

  it.each(['queued', 'refused', 'suppressed', 'delivered', 'undelivered'] as const)('%s stays', async (state) => {
    const id = await sentSms({ state, carrier_word: 'before' });
    const before = await messageOf(database.db, id);
    for (const next of ['sent', 'delivered', 'undelivered', null] as const)
      expect(await apply(report(next))).toBe(false);
    expect(await messageOf(database.db, id)).toEqual(before);
  });

  it('the first final one wins, in whatever order and however often they come', async () => {
    const id = await sentSms();
    for (const state of ['sent', 'delivered', 'undelivered', 'sent', null, 'delivered'] as const)
      await apply(report(state));
    expect(await messageOf(database.db, id)).toMatchObject({
      state: 'delivered',
      carrier_word: 'Success',
      reason: null,
    });
  });

  it('of many at once, one final state is kept with its own reason', async () => {
    const id = await sentSms();
    const states = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? ('delivered' as const) : ('undelivered' as const),
    );
    const changed = await Promise.all(states.map((state) => apply(report(state))));
    expect(changed.filter(Boolean)).toHaveLength(1);
    const { state, reason } = await messageOf(database.db, id);
    expect(reason).toBe(state === 'delivered' ? null : 'UserInBlackList');
  });

  it('makes a reason of the word where the carrier gives none', async () => {
    const id = await sentSms();
    await apply(report('undelivered', { word: 'AbsentSubscriber', reason: null }));
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'undelivered', reason: 'absentsubscriber' });
  });

  it.each([PHONE, '0711000001', '+2547****0001'])('takes the phone %s for the one it was sent to', async (phone) => {
    const id = await sentSms();
    expect(await apply(report('delivered', { phone }))).toBe(true);
    expect((await messageOf(database.db, id)).state).toBe('delivered');
  });

  it('changes nothing for another phone, another carrier, another id, or a message that came in', async () => {
    const id = await sentSms();
    const incoming = await sentSms({ carrier_message_id: 'in-1', state: 'received' });
    await database.db.updateTable('messages').set({ direction: 'in' }).where('id', '=', incoming).execute();
    expect(await apply(report('delivered', { phone: OTHER_PHONE }))).toBe(false);
    expect(await applyDelivery(stage, 'africastalking', report('delivered'))).toBe(false);
    expect(await apply(report('delivered', { carrierMessageId: 'sim-2' }))).toBe(false);
    expect(await apply(report('delivered', { carrierMessageId: 'in-1' }))).toBe(false);
    expect((await messageOf(database.db, id)).state).toBe('accepted');
    expect((await messageOf(database.db, incoming)).state).toBe('received');
  });
});

describe('applyDelivery for a send without an answer', () => {
  const byPhone = (state: DeliveryReport['state'], id = 'sim-9') =>
    report(state, { carrierMessageId: id, phone: PHONE });

  it.each(['unknown', 'sending'] as const)('settles the one message to that phone that is %s', async (state) => {
    const id = await sentSms({ state, carrier_message_id: null, reason: 'timeout' });
    const elsewhere = await sentSms({ state, carrier_message_id: null, to: OTHER_PHONE });
    expect(await apply(byPhone('sent'))).toBe(true);
    expect(await apply(byPhone('delivered'))).toBe(true);
    expect(await messageOf(database.db, id)).toMatchObject({
      state: 'delivered',
      carrier_message_id: 'sim-9',
      reason: null,
    });
    expect((await messageOf(database.db, elsewhere)).state).toBe(state);
  });

  it('leaves both alone when it could be either', async () => {
    const ids = [
      await sentSms({ state: 'unknown', carrier_message_id: null }),
      await sentSms({ state: 'sending', carrier_message_id: null }),
    ];
    expect(await apply(byPhone('delivered'))).toBe(false);
    for (const id of ids) expect((await messageOf(database.db, id)).carrier_message_id).toBeNull();
  });

  it('takes no report for it that belongs to another message', async () => {
    const lost = await sentSms({ state: 'unknown', carrier_message_id: null });
    const other = await sentSms({ state: 'delivered', carrier_message_id: 'sim-9' });
    expect(await apply(byPhone('delivered'))).toBe(false);
    expect((await messageOf(database.db, lost)).state).toBe('unknown');
    expect((await messageOf(database.db, other)).state).toBe('delivered');
  });

  it('settles nothing with a word nobody knows, without a phone, or a day later', async () => {
    const id = await sentSms({ state: 'unknown', carrier_message_id: null });
    expect(await apply(byPhone(null))).toBe(false);
    expect(await apply(report('delivered', { carrierMessageId: 'sim-9' }))).toBe(false);
    stage.setNow(new Date(stage.now().getTime() + 25 * 60 * 60 * 1000));
    expect(await apply(byPhone('delivered'))).toBe(false);
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'unknown', carrier_message_id: null });
  });

  it('gives it to one report only when several come at once', async () => {
    const id = await sentSms({ state: 'unknown', carrier_message_id: null });
    const ids = Array.from({ length: 10 }, (_, index) => `sim-${index}`);
    const changed = await Promise.all(ids.map((carrierId) => apply(byPhone('delivered', carrierId))));
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect((await messageOf(database.db, id)).carrier_message_id).toBe(ids[changed.indexOf(true)]);
  });
});

it('writes no number into the log', async () => {
  await sentSms();
  for (const state of ['sent', null] as const) await apply(report(state, { phone: PHONE }));
  expect(stage.logged.length).toBeGreaterThan(0);
  expect(stage.logged.join('')).not.toContain('711000001');
});
