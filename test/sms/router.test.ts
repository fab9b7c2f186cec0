import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { connect } from '../../src/db/connect.ts';
import { phoneOfMessage } from '../../src/db/messages.ts';
import type { Message } from '../../src/db/schema.ts';
import type { Phone } from '../../src/phone.ts';
import type { Programmes } from '../../src/routing/programme.ts';
import { createSmsRouter } from '../../src/sms/router.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createStage, insertProgrammes, messageOf, PHONE, programmesOf, queueSms, type SmsStage } from './fixtures.ts';

const SECRET = 'canary-secret-in-the-path';
const INBOUND = 'linkId=0309&text=REPORT+maji&to=22101&id=ATXid_1&date=2026-03-02+08%3A00%3A00&from=%2B254711000001';

let database: TestDatabase;
let programmes: Programmes;
let stage: SmsStage;
let app: express.Express;

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
  await database.db.deleteFrom('citizens').execute();
  stage = createStage(database.db, { CALLBACK_SECRET: `${SECRET},second`, AT_SENDER_ID: 'MAJIBU' }, { programmes });
  app = appOf(stage);
});

function appOf(deps: SmsStage): express.Express {
  return express()
    .use(createSmsRouter(deps))
    .use((_request, response) => {
      response.status(404).send('nothing here');
    });
}

async function post(path: string, body: string, type = 'application/x-www-form-urlencoded', secret = SECRET) {
  return supertest(app).post(`/at/${secret}${path}`).set('content-type', type).send(body);
}

async function rows(): Promise<Message[]> {
  return database.db.selectFrom('messages').selectAll().orderBy('id').execute();
}

describe('POST /at/:secret/sms', () => {
  it.each([
    ['application/x-www-form-urlencoded', INBOUND],
    [
      'application/json',
      '{"from":"+254711000001","to":22101,"text":"REPORT maji","id":"ATXid_1","date":"2026-03-02T08:00:00.000Z"}',
    ],
  ])('stores a message as %s, then answers 200', async (type, body) => {
    const answer = await post('/sms', body, type);
    expect([answer.status, answer.text]).toEqual([200, 'OK']);
    const [row] = await rows();
    expect(row).toMatchObject({
      carrier: 'simulator',
      carrier_message_id: 'ATXid_1',
      text: 'REPORT maji',
      state: 'received',
    });
    expect(row && phoneOfMessage(stage.config, row)).toBe(PHONE);
    expect(stage.wakeUps).toEqual([{ job: 'interpret-sms', id: row?.id, options: undefined }]);
  });

  it('takes the second secret too, and answers every repeat alike', async () => {
    const answers = await Promise.all([
      post('/sms', INBOUND),
      post('/sms', INBOUND, undefined, 'second'),
      post('/sms', INBOUND),
    ]);
    answers.push(await post('/sms', INBOUND));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await rows()).toHaveLength(1);
    expect(stage.wakeUps).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['no sender', 'to=22101&text=x&id=1'],
    ['an end-of-session event', 'sessionId=ATUid_x&status=Success'],
    ['noise', '\0\0%%%&&&===='],
    ['far too much', `${INBOUND}${'x'.repeat(70_000)}`],
  ])('answers 200 to %s and stores nothing', async (_what, body) => {
    expect((await post('/sms', body)).status).toBe(200);
    expect((await post('/sms', body, 'application/json')).status).toBe(200);
    expect(await rows()).toEqual([]);
    expect(stage.wakeUps).toEqual([]);
  });

  it.each([
    ['an unknown short code', INBOUND.replace('22101', '99999'), 'unknown_short_code'],
    ['a sender with a name', INBOUND.replace('%2B254711000001', 'MTN'), 'unusable_sender'],
  ])('answers 200 to %s and sets it aside', async (_what, body, reason) => {
    expect((await post('/sms', body)).status).toBe(200);
    expect(await rows()).toMatchObject([{ state: 'set_aside', reason }]);
  });

  it('takes 10 kB of English, and as much Bangla as a form of 64 kB holds', async () => {
    await post('/sms', `from=%2B254711000001&to=22101&id=1&text=${'maji+'.repeat(2_000)}`);
    await post('/sms', `from=%2B254711000001&to=22101&id=2&text=${encodeURIComponent('পানি'.repeat(1_600))}`);
    expect((await rows()).map(({ text }) => text.length)).toEqual([10_000, 6_400]);
  });

  it('answers 503 when the database is away, 200 when it is back, and stores it once', async () => {
    const away = connect('postgres://nobody@127.0.0.1:1/nothing');
    app = appOf({ ...stage, db: away.db });
    expect((await post('/sms', INBOUND)).status).toBe(503);
    expect((await post('/sms/delivery', 'id=1&status=Success')).status).toBe(503);
    await away.close();
    app = appOf(stage);
    expect((await post('/sms', INBOUND)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
  });
});

describe('a wrong secret', () => {
  it.each(['/sms', '/sms/delivery', '/sms/opt-out'])('is an unknown path: %s', async (path) => {
    const [wrong, unknown] = [await post(path, INBOUND, undefined, 'wrong'), await supertest(app).post('/nowhere')];
    expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text]);
    expect(wrong.status).toBe(404);
    expect(await rows()).toEqual([]);
  });
});

describe('POST /at/:secret/sms/delivery', () => {
  it('moves the message forward, and answers 200 to everything', async () => {
    const id = await queueSms(stage, { state: 'accepted', carrier_message_id: 'ATX123' });
    const bodies = [
      'id=ATX123&status=Buffered',
      'id=ATX123&phoneNumber=%2B254711000001&status=Success&retryCount=0&networkCode=63902',
      'id=ATX123&status=Failed&failureReason=UserInBlacklist',
      'id=ATX123&status=Borked',
      'id=nobody&status=Success',
      'status=Success',
      '',
    ];
    for (const body of bodies) expect((await post('/sms/delivery', body)).status).toBe(200);
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'delivered', carrier_word: 'Success' });
  });
});

describe('POST /at/:secret/sms/opt-out', () => {
  const OTHER = '+254722000002' as Phone;

  /** In the order in which they are made below. */
  let ids: string[];
  async function optedOut(): Promise<(Date | null | undefined)[]> {
    const citizens = await database.db.selectFrom('citizens').select(['id', 'opted_out_at']).execute();
    return ids.map((id) => citizens.find((citizen) => citizen.id === id)?.opted_out_at);
  }

  beforeEach(async () => {
    ids = [];
    const [kenya, bangladesh] = programmes.all().map(({ id }) => id);
    for (const [programmeId = '', phone] of [
      [kenya, PHONE],
      [bangladesh, PHONE],
      [kenya, OTHER],
    ] as const) {
      const { id } = await rememberCitizen(database.db, stage.config, { programmeId, phone, now: stage.now() });
      ids.push(id);
    }
  });

  it.each([
    ['senderId=22101&phoneNumber=%2B254711000001', [true, false, false]],
    ['senderId=22101&phoneNumber=0711000001', [true, false, false]],
    ['senderId=majibu&phoneNumber=%2B254711000001', [true, true, false]],
    ['senderId=SOMEBODY&phoneNumber=%2B254711000001', [false, false, false]],
    ['senderId=22101&phoneNumber=%2B254799999999', [false, false, false]],
    ['senderId=22101&phoneNumber=MTN', [false, false, false]],
    ['', [false, false, false]],
  ])('%s', async (body, expected) => {
    expect((await post('/sms/opt-out', body)).status).toBe(200);
    expect((await optedOut()).map((at) => at !== null)).toEqual(expected);
  });

  it('keeps the first time', async () => {
    const first = stage.now();
    await post('/sms/opt-out', 'senderId=22101&phoneNumber=%2B254711000001');
    stage.setNow(new Date('2027-01-01T00:00:00Z'));
    await post('/sms/opt-out', 'senderId=22101&phoneNumber=%2B254711000001');
    expect(await optedOut()).toEqual([first, null, null]);
  });
});

describe('GET /kannel/:secret', () => {
  const KANNEL = {
    KANNEL_SENDSMS_URL: 'http://127.0.0.1:1/cgi-bin/sendsms',
    KANNEL_USERNAME: 'x',
    KANNEL_PASSWORD: 'y',
  };
  const ID = '6fc7fa80-24bc-4376-804e-358accd42344';
  const SMS = `id=${ID}&from=%2B8801711000001&to=22102&time=1795376014&charset=UTF-16BE&hex=09AA09BE09A809BF`;
  const get = (path: string, secret = SECRET) => supertest(app).get(`/kannel/${secret}${path}`);

  beforeEach(() => {
    stage = createStage(database.db, { CALLBACK_SECRET: SECRET, CARRIER: 'kannel', ...KANNEL }, { programmes });
    app = appOf(stage);
  });

  it('stores a message once, and answers with nothing that smsbox could send to the phone', async () => {
    for (let times = 0; times < 3; times += 1) {
      expect(await get(`/sms?${SMS}`)).toMatchObject({ status: 200, text: '' });
    }
    expect(await rows()).toMatchObject([
      { carrier: 'kannel', carrier_message_id: ID, text: 'পানি', short_code: '22102', state: 'received' },
    ]);
    expect(stage.wakeUps).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a binary SMS', SMS.replace('UTF-16BE', '8-BIT')],
    ['noise', '%%%=&&&&=\0'],
    ['the words of another carrier', INBOUND],
  ])('answers 200 and nothing to %s, and stores nothing', async (_what, query) => {
    expect(await get(`/sms?${query}`)).toMatchObject({ status: 200, text: '' });
    expect(await get(`/delivery?${query}`)).toMatchObject({ status: 200, text: '' });
    expect(await rows()).toEqual([]);
  });

  it('answers 503 and nothing when the database is away', async () => {
    const away = connect('postgres://nobody@127.0.0.1:1/nothing');
    app = appOf({ ...stage, db: away.db });
    expect(await get(`/sms?${SMS}`)).toMatchObject({ status: 503, text: '' });
    expect(await get(`/delivery?id=${ID}&state=1`)).toMatchObject({ status: 503, text: '' });
    await away.close();
  });

  it.each(['sending', 'unknown', 'accepted'] as const)(
    'finds the message of a report by its own id, even when it is %s and has no other',
    async (state) => {
      const [id, other] = [await queueSms(stage, { state }), await queueSms(stage, { state })];
      for (const value of [8, 4]) await get(`/delivery?id=${id}&state=${value}`);
      expect(await messageOf(database.db, id)).toMatchObject({ state: 'accepted' });
      for (const value of [1, 8, 2]) await get(`/delivery?id=${id}&state=${value}`);
      expect(await messageOf(database.db, id)).toMatchObject({ state: 'delivered', carrier_word: 'delivered' });
      expect(await messageOf(database.db, other)).toMatchObject({ state, carrier_word: null });
    },
  );

  it('takes a refusal of the operator as the end, and a report for nobody as nothing', async () => {
    const id = await queueSms(stage, { state: 'accepted' });
    const waiting = await queueSms(stage);
    const elsewhere = await queueSms(stage, { state: 'accepted', carrier: 'africastalking' });
    for (const message of [id, waiting, elsewhere, ID]) {
      expect((await get(`/delivery?id=${message}&state=16`)).status).toBe(200);
    }
    expect(await messageOf(database.db, id)).toMatchObject({ state: 'undelivered', reason: 'refused_by_smsc' });
    expect(await messageOf(database.db, waiting)).toMatchObject({ state: 'queued' });
    expect(await messageOf(database.db, elsewhere)).toMatchObject({ state: 'accepted' });
  });

  it.each(['/sms', '/delivery'])('with a wrong secret is an unknown path: %s', async (path) => {
    expect(await get(`${path}?${SMS}`, 'wrong')).toMatchObject({ status: 404, text: 'nothing here' });
    expect(await rows()).toEqual([]);
  });

  it('writes neither secret nor number nor text into the log', async () => {
    await get(`/sms?${SMS}`);
    await get(`/sms?${SMS.replace('UTF-16BE', '8-BIT')}`);
    await get(`/delivery?id=${ID}&state=64`);
    const written = stage.logged.join('\n');
    expect(stage.logged.length).toBeGreaterThan(0);
    for (const canary of [SECRET, '1711000001', '09AA', 'পানি']) expect(written).not.toContain(canary);
  });
});

describe('whose door it is', () => {
  const AT = { AT_USERNAME: 'x', AT_API_KEY: 'y' };
  const KANNEL = { KANNEL_SENDSMS_URL: 'http://127.0.0.1:1/', KANNEL_USERNAME: 'x', KANNEL_PASSWORD: 'y' };
  const SMS = 'id=1&from=%2B254711000001&to=22101&charset=UTF-8&hex=61';

  it.each([
    [{}, 'simulator', null],
    [AT, 'simulator', null],
    [KANNEL, 'simulator', 'kannel'],
    [{ CARRIER: 'africastalking', ...AT }, 'africastalking', null],
    [{ CARRIER: 'africastalking', ...AT, ...KANNEL }, 'africastalking', 'kannel'],
    [{ CARRIER: 'kannel', ...AT, ...KANNEL }, 'africastalking', 'kannel'],
    [{ CARRIER: 'kannel', ...KANNEL }, null, 'kannel'],
  ])('with %j: at is %s, kannel is %s', async (environment, at, kannel) => {
    stage = createStage(database.db, { CALLBACK_SECRET: SECRET, ...environment }, { programmes });
    app = appOf(stage);
    expect((await post('/sms', INBOUND)).status).toBe(at === null ? 404 : 200);
    expect((await supertest(app).get(`/kannel/${SECRET}/sms?${SMS}`)).status).toBe(kannel === null ? 404 : 200);
    expect((await rows()).map(({ carrier }) => carrier)).toEqual([at, kannel].filter((name) => name !== null));
  });
});

it('writes neither secret nor number nor text into the log', async () => {
  await post('/sms', INBOUND);
  await post('/sms', 'text=REPORT+maji');
  await post('/sms/delivery', 'id=1&status=REPORT&phoneNumber=%2B254711000001');
  await post('/sms/opt-out', 'senderId=22101&phoneNumber=%2B254711000001');
  await post('/sms', INBOUND, undefined, 'wrong-secret');
  const written = stage.logged.join('\n');
  expect(stage.logged.length).toBeGreaterThan(0);
  for (const canary of [SECRET, 'wrong-secret', '711000001', 'REPORT']) expect(written).not.toContain(canary);
});
