import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Message } from '../../../src/db/schema.ts';
import { countSegments } from '../../../src/encoding.ts';
import { indexPhone, type Phone } from '../../../src/phone.ts';
import { openKannel } from '../../../src/sms/carriers/kannel.ts';
import type { HandedSms } from '../../support/fake-smsc.ts';
import { findFreePort } from '../../support/free-port.ts';
import { type Gateway, openGateway } from '../../support/gateway.ts';
import { describeWithKannel, prepareKannel, type TestKannel } from '../../support/kannel.ts';
import { until } from '../../support/until.ts';
import { queueSms } from '../fixtures.ts';

const SECRET = 'canary-secret-in-the-path';
const PASSWORD = 'canary-password';
const KHULNA = '22102';
const KOSOVO = '22103';

describeWithKannel('Kannel with its own fake SMSC', () => {
  let gateway: Gateway;
  let kannel: TestKannel;
  let server: Server;
  /** Incoming SMS that the gateway answers with 503 before it listens again. */
  let deafFor = 0;
  let callbackUrl: string;

  beforeAll(async () => {
    const [port, sendsmsPort] = await Promise.all([findFreePort(), findFreePort()]);
    callbackUrl = `http://127.0.0.1:${port}`;
    gateway = await openGateway({
      env: {
        CARRIER: 'kannel',
        CALLBACK_SECRET: SECRET,
        KANNEL_SENDSMS_URL: `http://127.0.0.1:${sendsmsPort}/cgi-bin/sendsms`,
        KANNEL_USERNAME: 'majibu',
        KANNEL_PASSWORD: PASSWORD,
        KANNEL_CALLBACK_URL: callbackUrl,
      },
    });
    server = createServer((request, response) => {
      if (deafFor === 0 || !request.url?.includes('/sms?')) return gateway.app(request, response);
      deafFor -= 1;
      response.writeHead(503).end('not to be sent to anybody');
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    kannel = await prepareKannel({ sendsmsPort, password: PASSWORD, callbackUrl, secret: SECRET, operator: 'fake' });
    await kannel.start();
  });

  afterAll(async () => {
    await kannel?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
    await gateway?.close();
  });

  const rows = (phone: string, direction: 'in' | 'out'): Promise<Message[]> =>
    gateway.deps.db
      .selectFrom('messages')
      .selectAll()
      .where('phone_index', '=', indexPhone(gateway.deps.config.indexKey, phone as Phone))
      .where('direction', '=', direction)
      .orderBy('id')
      .execute();

  /** Waits until the gateway has stored so many, does its work, and gives back what it wrote to that phone. */
  async function converse(phone: string, stored: number): Promise<Message[]> {
    await until('the SMS is stored', async () => (await rows(phone, 'in')).length >= stored);
    await gateway.work();
    return rows(phone, 'out');
  }

  const receivedBy = (phone: string): HandedSms[] => kannel.smsc.received().filter(({ to }) => to === phone);

  /** Waits until the phone has got as many messages, or parts, as `text` has, and puts them together. */
  async function expectOnPhone(phone: string, text: string, charset: 'utf8' | 'utf-16be'): Promise<void> {
    await until('the phone has it', () => receivedBy(phone).length >= countSegments(text));
    const handed = receivedBy(phone).map(({ data }) => data);
    expect(new TextDecoder(charset).decode(Buffer.concat(handed))).toBe(text);
  }

  async function expectState(id: string, state: Message['state']): Promise<void> {
    const read = () => gateway.deps.db.selectFrom('messages').select('state').where('id', '=', id);
    await until(`the message is ${state}`, async () => (await read().executeTakeFirst())?.state === state);
  }

  const queue = (to: string, text: string): Promise<string> =>
    queueSms(gateway.deps, { to: to as Phone, text, short_code: KOSOVO });

  it('takes an SMS in GSM-7 and answers it, and the report says that it arrived', async () => {
    const phone = '+38344100001';
    kannel.smsc.say(phone, KOSOVO, 'HELP  1+1=2 & 50%');
    const [answer, ...more] = await converse(phone, 1);
    expect(await rows(phone, 'in')).toMatchObject([
      { carrier: 'kannel', short_code: KOSOVO, text: 'HELP  1+1=2 & 50%' },
    ]);
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ carrier: 'kannel', carrier_message_id: answer?.id });
    await expectOnPhone(phone, answer?.text ?? '', 'utf8');
    expect(receivedBy(phone)[0]).toMatchObject({ from: KOSOVO });
    await expectState(answer?.id ?? '', 'delivered');
  });

  it('takes Bangla and answers in Bangla, as UCS-2', async () => {
    const phone = '+8801711000002';
    kannel.smsc.sayUcs2(phone, KHULNA, 'কলে পানি নেই ৩ দিন');
    const [answer] = await converse(phone, 1);
    expect(await rows(phone, 'in')).toMatchObject([{ carrier: 'kannel', text: 'কলে পানি নেই ৩ দিন' }]);
    expect(answer?.text).toMatch(/\p{Script=Bengali}/u);
    await expectOnPhone(phone, answer?.text ?? '', 'utf-16be');
    await expectState(answer?.id ?? '', 'delivered');
  });

  it('takes a text in several parts, in any order, as one', async () => {
    const phone = '+38344100003';
    kannel.smsc.sayParts(phone, KOSOVO, [
      { place: 3, text: 'behind the school.' },
      { place: 1, text: 'The street lamp is ' },
      { place: 2, text: 'broken, the one ' },
    ]);
    const [answer] = await converse(phone, 1);
    const text = 'The street lamp is broken, the one behind the school.';
    expect((await rows(phone, 'in')).map((row) => row.text)).toEqual([text]);
    await expectOnPhone(phone, answer?.text ?? '', 'utf8');
    await expectState(answer?.id ?? '', 'delivered');
  });

  it('sends every letter of GSM-7, and a long text as one of several parts', async () => {
    const [short, long] = ['+38344100004', '+38344100005'];
    const letters = 'Æ@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞ^{}\\[~]|€ÆæßÉ !"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà';
    const novel = 'Water comes on Tuesday, says the office. '.repeat(10).trim();
    const ids = [await queue(short, letters), await queue(long, novel)];
    for (const id of ids) gateway.waiting.push({ job: 'send-sms', id, delayMs: 0 });
    await gateway.work();
    await expectOnPhone(short, letters, 'utf8');
    await expectOnPhone(long, novel, 'utf8');
    expect(receivedBy(long).map(({ coding }) => coding)).toEqual(['part', 'part', 'part']);
    for (const id of ids) await expectState(id, 'delivered');
  });

  it('repeats what was answered with 503 until it is stored, and it is stored once', async () => {
    const phone = '+38344100006';
    deafFor = 2;
    kannel.smsc.say(phone, KOSOVO, 'HELP');
    const [answer] = await converse(phone, 1);
    expect(deafFor).toBe(0);
    expect(await rows(phone, 'in')).toHaveLength(1);
    await expectOnPhone(phone, answer?.text ?? '', 'utf8');
    await expectState(answer?.id ?? '', 'delivered');
  });

  it('keeps a text queued while Kannel is away, and sends it when it is back', async () => {
    const phone = '+38344100007';
    await kannel.stop();
    const id = await queue(phone, 'The well is repaired.');
    gateway.waiting.push({ job: 'send-sms', id, delayMs: 0 });
    await gateway.work();
    await expectState(id, 'queued');
    await kannel.start();
    await gateway.pass(1);
    await expectOnPhone(phone, 'The well is repaired.', 'utf8');
    await expectState(id, 'delivered');
  });

  it('is not let in with another password, and says nothing of it', async () => {
    const { config } = gateway.deps;
    const stranger = openKannel({ ...config, kannel: { ...config.kannel, password: 'guessed' } });
    const phone = '+38344100008' as Phone;
    const result = await stranger.send({ id: crypto.randomUUID(), to: phone, from: KOSOVO, text: 'Hello' });
    expect(result).toEqual({ outcome: 'refused', reason: 'bad_credentials', detail: 'authorization_failed' });
    expect(receivedBy(phone)).toEqual([]);
  });

  it('is told by nobody who does not know the secret', async () => {
    const phone = '+38344100009';
    const query = `id=1&from=${encodeURIComponent(phone)}&to=${KOSOVO}&charset=UTF-8&hex=48454C50`;
    const statuses = ['guessed', SECRET].map(async (secret) => {
      return (await fetch(`${callbackUrl}/kannel/${secret}/sms?${query}`)).status;
    });
    expect(await Promise.all(statuses)).toEqual([404, 200]);
    expect(await rows(phone, 'in')).toMatchObject([{ text: 'HELP' }]);
  });

  it('sent nothing to anybody but what the gateway wrote', async () => {
    const written = await gateway.deps.db
      .selectFrom('messages')
      .select('text')
      .where('direction', '=', 'out')
      .execute();
    const segments = written.reduce((sum, { text }) => sum + countSegments(text), 0);
    await until('everything is on the phones', () => kannel.smsc.received().length >= segments);
    expect(kannel.smsc.received()).toHaveLength(segments);
    for (const canary of [SECRET, PASSWORD, '38344100', '8801711']) expect(gateway.logged.join()).not.toContain(canary);
  });
});

describeWithKannel("Kannel at an operator's SMPP", () => {
  it('starts with the configuration as it is written, and tries to reach the operator', async () => {
    const sendsmsPort = await findFreePort();
    const callbackUrl = 'http://127.0.0.1:1';
    const kannel = await prepareKannel({
      sendsmsPort,
      password: PASSWORD,
      callbackUrl,
      secret: SECRET,
      operator: 'smpp',
    });
    try {
      await kannel.start();
      expect(await kannel.status()).toMatch(/operator.*SMPP:127\.0\.0\.1:\d+.*connecting/);
    } finally {
      await kannel.close();
    }
  });
});
