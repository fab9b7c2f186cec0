import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Config, readConfig } from '../../../src/config.ts';
import { REFUSALS, type Refusal, type SendResult } from '../../../src/sms/carriers/carrier.ts';
import { CARRIERS, type CarrierEntry, openCarriers } from '../../../src/sms/carriers/index.ts';
import { type CarrierDouble, type Dialect, kannelDialect, openCarrierDouble } from '../../support/carrier-double.ts';
import { AFRICASTALKING_CASES, KANNEL_CASES, KEY, PHONE, type SendCase, TEXT } from './send-cases.ts';

const MESSAGE = { id: '0193a5b0-0000-7000-8000-000000000001', to: PHONE, from: '22101', text: TEXT };

/** Short, so that the tests that wait for it are quick; a loaded machine still answers within it. */
const TIMEOUT_MS = 400;

/** What this test knows about a provider that speaks to somebody. */
interface Provider {
  /** Points it at its double. */
  readonly environment: (url: string) => Record<string, string>;
  /** Another account at the same place, with the key `other`. */
  readonly otherAccount: Record<string, string>;
  readonly dialect?: Dialect;
  /** The id that it gives a message. */
  readonly id: RegExp;
  readonly cases: readonly SendCase[];
}

/** A new provider gets a line here. Null: it does not speak to anybody. */
const PROVIDERS: Readonly<Record<string, Provider | null>> = {
  simulator: null,
  africastalking: {
    environment: (url) => ({
      CARRIER: 'africastalking',
      AT_USERNAME: 'majibu',
      AT_API_KEY: KEY,
      AT_BASE_URL: url,
    }),
    otherAccount: { AT_USERNAME: 'sandbox', AT_API_KEY: 'other' },
    id: /^ATXid_/,
    cases: AFRICASTALKING_CASES,
  },
  kannel: {
    environment: (url) => ({
      CARRIER: 'kannel',
      KANNEL_SENDSMS_URL: `${url}/cgi-bin/sendsms`,
      KANNEL_USERNAME: 'majibu',
      KANNEL_PASSWORD: KEY,
    }),
    otherAccount: { KANNEL_PASSWORD: 'other' },
    dialect: kannelDialect,
    id: new RegExp(`^${MESSAGE.id}$`),
    cases: KANNEL_CASES,
  },
};

/** Of one provider, at nobody's address unless told. */
function environmentOf(name: string, url = 'http://127.0.0.1:1'): Record<string, string> {
  return PROVIDERS[name]?.environment(url) ?? {};
}

function configOf(environment: Record<string, string>): Config {
  return readConfig({ NODE_ENV: 'test', ...environment });
}

/** Everything that could be written down about a result. */
function expectNothingLeaked(value: unknown): void {
  const written = `${JSON.stringify(value)} ${String(value)}`;
  for (const canary of [KEY, PHONE, PHONE.slice(1), TEXT, encodeURIComponent(TEXT)])
    expect(written).not.toContain(canary);
}

function expectWellFormed(result: SendResult): void {
  if (result.outcome === 'accepted') expect(result.carrierMessageId).toMatch(/^[\w.:-]{1,128}$/);
  if (result.outcome === 'refused') expect(Object.keys(REFUSALS)).toContain(result.reason satisfies Refusal);
  const allowed = ['outcome', 'carrierMessageId', 'cost', 'reason', 'detail'];
  expect(Object.keys(result).filter((key) => !allowed.includes(key))).toEqual([]);
}

describe('the registry', () => {
  it('has each name once, and every provider knows its own', () => {
    const names = CARRIERS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const entry of CARRIERS) {
      expect(entry.open(configOf(environmentOf(entry.name))).name).toBe(entry.name);
    }
  });

  it('opens what the environment describes and no more', () => {
    expect([...openCarriers(configOf({})).keys()]).toEqual(['simulator']);
    for (const name of ['africastalking', 'kannel']) {
      expect([...openCarriers(configOf(environmentOf(name))).keys()]).toEqual(['simulator', name]);
    }
    const both = { ...environmentOf('africastalking'), ...environmentOf('kannel') };
    expect([...openCarriers(configOf(both)).keys()]).toEqual(['simulator', 'africastalking', 'kannel']);
  });
});

describe.each(CARRIERS)('carrier $name', (entry: CarrierEntry) => {
  const provider = PROVIDERS[entry.name];
  const open = (url?: string, more: Record<string, string> = {}) =>
    entry.open(configOf({ ...environmentOf(entry.name, url), ...more }), { timeoutMs: TIMEOUT_MS });

  it('is known to this test', () => {
    expect(provider).toBeDefined();
  });

  it.each([{}, { id: ['', []] }, { from: {}, to: null }, { text: 'only' }, { status: 'Success' }])(
    'makes nothing of what is no callback: %j',
    (fields) => {
      const carrier = open();
      expect(carrier.parseInbound(fields)).toBeNull();
      expect(carrier.parseDelivery(fields)).toBeNull();
      expect(carrier.parseOptOut(fields)).toBeNull();
    },
  );

  if (!provider) {
    it('accepts everything with an id of its own', async () => {
      const results = await Promise.all([open().send(MESSAGE), open().send(MESSAGE)]);
      for (const result of results) {
        expect(result).toEqual({ outcome: 'accepted', carrierMessageId: expect.any(String) });
        expectWellFormed(result);
        expectNothingLeaked(result);
      }
      expect(results[0]).not.toEqual(results[1]);
    });
    return;
  }

  let double: CarrierDouble;
  beforeEach(async () => {
    double = await openCarrierDouble(provider.dialect);
  });
  afterEach(() => double.close());

  it('sends the number, the sender and the text as they are', async () => {
    const text = 'Ujumbe: 50% & "ng\'ombe" + 1=1 ঢাকা';
    const result = await open(double.url).send({ ...MESSAGE, text });
    expect(double.ledger).toEqual([
      { to: PHONE, from: '22101', text, carrierMessageId: expect.stringMatching(provider.id) },
    ]);
    expect(result).toMatchObject({ outcome: 'accepted', carrierMessageId: double.ledger[0]?.carrierMessageId });
  });

  it.each(provider.cases)('$when', async ({ behaviour, gives, reaches = 0 }) => {
    double.script(behaviour);
    const result = await open(double.url).send(MESSAGE);
    expect(result).toMatchObject(gives);
    expectWellFormed(result);
    expectNothingLeaked(result);
    expect(double.requests()).toBe(1);
    expect(double.ledger).toHaveLength(reaches);
  });

  it.each([
    { field: 'to', value: '0711000001', reason: 'invalid_number' },
    { field: 'to', value: [], reason: 'invalid_number' },
    { field: 'to', value: '+999000000000', reason: 'invalid_number' },
    { field: 'from', value: '', reason: 'sender_not_allowed' },
    { field: 'from', value: '22101\r\nx: y', reason: 'sender_not_allowed' },
    { field: 'text', value: null, reason: 'rejected' },
    { field: 'text', value: '  ', reason: 'rejected' },
  ])('asks nobody when $field is $value', async ({ field, value, reason }) => {
    const message = { ...MESSAGE, [field]: value } as typeof MESSAGE;
    const result = await open(double.url).send(message);
    expect(result).toMatchObject({ outcome: 'refused', reason });
    expectNothingLeaked(result);
    expect(double.requests()).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('follows no %i, and shows the key to nobody else', async (status) => {
    const elsewhere = await openCarrierDouble(provider.dialect);
    double.script({ does: 'answer', status, body: '', headers: { location: `${elsewhere.url}/version1/messaging` } });
    const result = await open(double.url).send(MESSAGE);
    await elsewhere.close();
    expect(result.outcome).toBe(status >= 307 ? 'refused' : 'unknown');
    expect(elsewhere.requests()).toBe(0);
    expect(double.apiKeys).toEqual([KEY]);
  });

  it('knows that nothing was sent when nobody listens, or the name does not exist', async () => {
    await double.close();
    for (const url of [double.url, 'http://majibu.invalid', 'https://majibu.invalid']) {
      const result = await open(url).send(MESSAGE);
      expect(result).toMatchObject({ outcome: 'refused', reason: 'unreachable' });
      expectNothingLeaked(result);
    }
  });

  it('knows that nothing was sent when the other side breaks off before it is encrypted', async () => {
    const server = createServer();
    server.on('connection', (socket) => socket.on('data', () => socket.destroy()));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const result = await open(`https://127.0.0.1:${port}`).send(MESSAGE);
    await new Promise((resolve) => server.close(resolve));
    expect(result).toMatchObject({ outcome: 'refused', reason: 'unreachable' });
  });

  it('keeps the calls of two accounts apart, sandbox or not, while both are under way', async () => {
    const other = await openCarrierDouble(provider.dialect);
    const [own, others] = [open(double.url), open(other.url, provider.otherAccount)];
    double.always({ does: 'hang' });
    const [first, second, third] = await Promise.all([own.send(MESSAGE), others.send(MESSAGE), own.send(MESSAGE)]);
    await other.close();
    expect([first?.outcome, second?.outcome, third?.outcome]).toEqual(['unknown', 'accepted', 'unknown']);
    expect(double.apiKeys).toEqual([KEY, KEY]);
    expect(other.apiKeys).toEqual(['other']);
  });
});
