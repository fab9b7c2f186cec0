import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from '../../src/db/connect.ts';
import { phoneOfMessage } from '../../src/db/messages.ts';
import type { Message } from '../../src/db/schema.ts';
import { indexPhone } from '../../src/phone.ts';
import type { Programmes } from '../../src/routing/programme.ts';
import type { InboundSms } from '../../src/sms/carriers/carrier.ts';
import { createInboundStore } from '../../src/sms/inbound.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStage, insertProgrammes, PHONE, programmesOf, type SmsStage } from './fixtures.ts';

const SMS: InboundSms = {
  carrierMessageId: 'ATXid_1',
  from: PHONE,
  to: '22101',
  text: 'REPORT borehole',
  sentAt: null,
};

let database: TestDatabase;
let programmes: Programmes;
let stage: SmsStage;

beforeAll(async () => {
  database = await createTestDatabase();
  programmes = programmesOf([
    { shortCode: '22101', region: 'KE' },
    { shortCode: '22102', region: 'BD' },
  ]);
  await insertProgrammes(database.db, programmes);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('messages').execute();
  stage = createStage(database.db, {}, { programmes });
});

async function rows(): Promise<Message[]> {
  return database.db.selectFrom('messages').selectAll().orderBy('id').execute();
}

describe('createInboundStore', () => {
  it('stores the message for its programme, sealed, and wakes a worker for it', async () => {
    expect(await createInboundStore(stage)('simulator', SMS)).toBe('stored');
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      programme_id: programmes.byShortCode('22101')?.id,
      direction: 'in',
      carrier: 'simulator',
      carrier_message_id: 'ATXid_1',
      short_code: '22101',
      text: 'REPORT borehole',
      state: 'received',
      reason: null,
      citizen_id: null,
      created_at: stage.now(),
      phone_index: indexPhone(stage.config.indexKey, PHONE),
    });
    expect(row && phoneOfMessage(stage.config, row)).toBe(PHONE);
    expect(stage.wakeUps).toEqual([{ job: 'interpret-sms', id: row?.id, options: undefined }]);
  });

  it('keeps nothing of the number in the clear', async () => {
    await createInboundStore(stage)('simulator', { ...SMS, carrierMessageId: '' });
    const written = JSON.stringify(await rows());
    expect(written).not.toContain(PHONE.slice(1));
    expect(written).not.toContain(Buffer.from(PHONE).toString('hex'));
  });

  it.each([
    ['0711000001', '22101'],
    ['254711000001', '22101'],
    [' 254711000001', '22101'],
  ])('reads %j in the country of %s', async (from, to) => {
    await createInboundStore(stage)('simulator', { ...SMS, from, to });
    const [row] = await rows();
    expect(row && phoneOfMessage(stage.config, row)).toBe(PHONE);
    expect(row?.state).toBe('received');
  });

  it.each([
    [{ from: 'MTN' }, 'unusable_sender', false],
    [{ from: '22384' }, 'unusable_sender', false],
    [{ to: '99999' }, 'unknown_short_code', true],
    [{ to: '9'.repeat(5_000) }, 'unknown_short_code', true],
    [{ to: '99999', from: '0711000001' }, 'unknown_short_code', false],
  ])('sets aside %j as %s, and wakes nobody', async (change, reason, hasPhone) => {
    expect(await createInboundStore(stage)('simulator', { ...SMS, ...change })).toBe('set_aside');
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'set_aside', reason, text: SMS.text });
    expect(row?.phone_sealed !== null).toBe(hasPhone);
    expect(stage.wakeUps).toEqual([]);
  });

  it('stores what comes twice once: one after the other, at once, in one batch and in several processes', async () => {
    const [one, other] = [createInboundStore(stage), createInboundStore(stage)];
    const texts = Array.from({ length: 60 }, (_, index) => `${index}`);
    const results = await Promise.all(
      texts.map((text, index) => (index % 2 ? one : other)('simulator', { ...SMS, text })),
    );
    results.push(await createInboundStore(stage)('simulator', SMS));
    expect(results.filter((result) => result === 'stored')).toHaveLength(1);
    expect(results.filter((result) => result === 'repeated')).toHaveLength(60);
    expect(await rows()).toHaveLength(1);
    expect(stage.wakeUps).toHaveLength(1);
  });

  it('stores a thousand at once, each its own, in whatever order two processes have them', async () => {
    const messages = Array.from({ length: 500 }, (_, index) => ({
      ...SMS,
      carrierMessageId: `id-${index}`,
      text: `t${index}`,
    }));
    const [one, other] = [createInboundStore(stage), createInboundStore(stage)];
    await Promise.all([
      ...messages.map((sms) => one('simulator', sms)),
      ...messages.toReversed().map((sms) => other('simulator', sms)),
    ]);
    const stored = await rows();
    expect(stored).toHaveLength(500);
    expect(stored.every(({ carrier_message_id: id, text }) => text === id?.replace('id-', 't'))).toBe(true);
    expect(new Set(stage.wakeUps.map(({ id }) => id))).toEqual(new Set(stored.map(({ id }) => id)));
  });

  it('keeps the ids of two carriers apart', async () => {
    const store = createInboundStore(stage);
    expect(await store('simulator', SMS)).toBe('stored');
    expect(await store('africastalking', SMS)).toBe('stored');
  });

  it('knows a retry without an id by everything else', async () => {
    const store = createInboundStore(stage);
    const sms = { ...SMS, carrierMessageId: '', text: '1' };
    const dated = { ...sms, sentAt: new Date('2026-03-01T10:00:00Z') };
    expect(await store('simulator', dated)).toBe('stored');
    expect(await store('simulator', sms)).toBe('stored');
    stage.setNow(new Date('2026-03-02T19:00:00Z'));
    expect(await store('simulator', dated)).toBe('repeated');
    expect(await store('simulator', sms)).toBe('repeated');
    expect(await store('simulator', { ...sms, text: '2' })).toBe('stored');
    expect(await store('simulator', { ...sms, from: '+254711000002' })).toBe('stored');
    stage.setNow(new Date('2026-03-09T08:00:00Z'));
    expect(await store('simulator', dated)).toBe('repeated');
    expect(await store('simulator', sms)).toBe('stored');
  });

  it('takes an id that no index could hold', async () => {
    const store = createInboundStore(stage);
    const sms = { ...SMS, carrierMessageId: 'x'.repeat(10_000) };
    expect(await store('simulator', sms)).toBe('stored');
    expect(await store('simulator', sms)).toBe('repeated');
    expect(await store('simulator', { ...sms, carrierMessageId: `${sms.carrierMessageId}y` })).toBe('stored');
  });

  it.each([
    ['', ''],
    ['a\0b', 'ab'],
    ['half \ud800 a character', 'half \ufffd a character'],
    ['ঢাকা 😀 "quoted" \\ \n', 'ঢাকা 😀 "quoted" \\ \n'],
    ['x'.repeat(10_240), 'x'.repeat(10_240)],
    ['😀'.repeat(2_560), '😀'.repeat(2_560)],
  ])('stores the text %#', async (text, stored) => {
    expect(await createInboundStore(stage)('simulator', { ...SMS, text })).toBe('stored');
    expect(await rows()).toMatchObject([{ text: stored, state: 'received', reason: null }]);
  });

  it('cuts what no phone can have written, and says so', async () => {
    await createInboundStore(stage)('simulator', { ...SMS, text: 'x'.repeat(50_000) });
    expect(await rows()).toMatchObject([{ text: 'x'.repeat(10_240), state: 'received', reason: 'text_cut' }]);
  });

  it('lets no message that the database refuses take the others down', async () => {
    const ghost = programmesOf([{ shortCode: '22199', region: 'KE' }]);
    const all = [...programmes.all(), ...ghost.all()];
    const byShortCode = (code: string) => all.find((programme) => programme.shortCode === code);
    const store = createInboundStore({ ...stage, programmes: { ...programmes, byShortCode } });
    const results = await Promise.allSettled([
      store('simulator', { ...SMS, carrierMessageId: 'a' }),
      store('simulator', { ...SMS, carrierMessageId: 'b', to: '22199' }),
      store('simulator', { ...SMS, carrierMessageId: 'c' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await rows()).map((row) => row.carrier_message_id)).toEqual(['a', 'c']);
  });

  it('says unavailable when the database is away, and wakes nobody', async () => {
    const away = connect('postgres://nobody@127.0.0.1:1/nothing');
    const store = createInboundStore({ ...stage, db: away.db });
    await expect(store('simulator', SMS)).rejects.toMatchObject({ code: 'unavailable' });
    await away.close();
    expect(stage.wakeUps).toEqual([]);
    const figures = await stage.metrics.inbound.get();
    expect(figures.values).toMatchObject([{ labels: { carrier: 'simulator', result: 'unavailable' }, value: 1 }]);
  });
});
