import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CallbackBody, readCallback } from '../src/callback-body.ts';
import { makeStorable } from '../src/encoding.ts';
import { requestOf } from './support/request-of.ts';

const FORM = 'application/x-www-form-urlencoded';

async function read(body: string | readonly Buffer[], type: string | undefined = FORM): Promise<CallbackBody> {
  return readCallback(requestOf(body, type));
}

async function fieldsOf(body: string, type?: string): Promise<Record<string, string>> {
  const read_ = await read(body, type);
  if (!('fields' in read_)) throw new Error('too large');
  return { ...read_.fields };
}

describe('readCallback', () => {
  it.each([
    ['an empty body', '', {}],
    [
      'escapes',
      'phoneNumber=%2B254711000001&serviceCode=%2A384%2A2101%23&text=',
      {
        phoneNumber: '+254711000001',
        serviceCode: '*384*2101#',
        text: '',
      },
    ],
    ['raw characters', 'serviceCode=*384*1#&text=1*As*ha', { serviceCode: '*384*1#', text: '1*As*ha' }],
    ['a plus as a space', 'text=KEY+BAR+KEY&phone=+254', { text: 'KEY BAR KEY', phone: ' 254' }],
    ['UTF-8', 'text=0%2ACaf%C3%A9+ma%C3%AFs+%26+A%2BB', { text: '0*Café maïs & A+B' }],
    ['Bangla and emoji', `text=${encodeURIComponent('ঢাকা 😀')}`, { text: 'ঢাকা 😀' }],
    ['an invalid escape, kept', 'text=100%ZZ&x=5%', { text: '100%ZZ', x: '5%' }],
    ['leading zeros', 'text=0123', { text: '0123' }],
    ['a repeated key: the last that says something', 'text=&text=1&text=', { text: '1' }],
    ['a repeated key that never says anything', 'text=&text=', { text: '' }],
    ['NUL removed', 'text=a%00b&k%00=1', { text: 'ab', 'k\0': '1' }],
    ['half a character', 'text=%ED%A0%80', { text: '\uFFFD\uFFFD\uFFFD' }],
    [
      'prototype names',
      '__proto__=1&constructor=2',
      Object.fromEntries([
        ['__proto__', '1'],
        ['constructor', '2'],
      ]),
    ],
    ['no form at all', '<xml/>', { '<xml/>': '' }],
  ])('form: %s', async (_what, body, fields) => {
    expect(await fieldsOf(body)).toEqual(fields);
    // A body without a type is taken for a form: some test clients send none.
    expect(await fieldsOf(body, undefined)).toEqual(fields);
  });

  it.each([
    ['strings', '{"from": "254378098", "text": "hi"}', { from: '254378098', text: 'hi' }],
    ['numbers and booleans', '{"id": 15071, "ok": true}', { id: '15071', ok: 'true' }],
    ['an integer that lost digits on the way', '{"id": 123456789012345678901, "text": "x"}', { text: 'x' }],
    ['arrays', '{"text": ["", "1", null]}', { text: '1' }],
    ['objects and null, left out', '{"a": {"b": "c"}, "d": null, "text": "x"}', { text: 'x' }],
    ['a lone surrogate', '{"text": "a\\ud800b\\udc00"}', { text: 'a\uFFFDb\uFFFD' }],
    ['NUL', '{"text": "a\\u0000b"}', { text: 'ab' }],
    ['not an object', '[1,2]', {}],
    ['null', 'null', {}],
    ['broken', '{"text": ', {}],
  ])('JSON: %s', async (_what, body, fields) => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/Vnd.x+JSON']) {
      expect(await fieldsOf(body, type)).toEqual(fields);
    }
  });

  it('joins characters that arrive in pieces', async () => {
    const bytes = Buffer.from('text=ঢাকা');
    const pieces = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect(await read(pieces)).toEqual({ fields: { text: 'ঢাকা' } });
  });

  it('takes 16 kB and not a byte more', async () => {
    const most = `text=${'a'.repeat(16 * 1024 - 5)}`;
    expect(await read(most)).toHaveProperty('fields');
    expect(await read(`${most}a`)).toEqual({ tooLarge: true });
    expect(await readCallback(requestOf('', FORM, { 'content-length': '16385' }))).toEqual({ tooLarge: true });
    expect(await readCallback(requestOf(`${most}a`, FORM), 20_000)).toHaveProperty('fields');
  });

  it('takes 100 fields at most', async () => {
    const body = Array.from({ length: 1000 }, (_, index) => `k${index}=1`).join('&');
    expect(Object.keys(await fieldsOf(body))).toHaveLength(100);
  });

  it('says of every text something PostgreSQL can store, and of a storable one the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })), (text, units) => {
        const wild = String.fromCharCode(...units) + text;
        const clean = makeStorable(wild);
        expect(clean).not.toContain('\0');
        expect(Buffer.from(clean, 'utf8').toString('utf8')).toBe(clean);
        if (Buffer.from(wild, 'utf8').toString('utf8') === wild) expect(clean).toBe(wild.replaceAll('\0', ''));
      }),
    );
  });
});

describe('readCallback on a real connection', () => {
  async function withServer<T>(work: (port: number, outcomes: Promise<unknown>[]) => Promise<T>): Promise<T> {
    const outcomes: Promise<unknown>[] = [];
    const server = createServer((request, response) => {
      const outcome = readCallback(request);
      outcomes.push(outcome.catch((error: unknown) => error));
      outcome.then(
        (body) => response.end('tooLarge' in body ? 'too large' : 'read'),
        () => undefined,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      return await work((server.address() as AddressInfo).port, outcomes);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('answers a body that is far too large', async () => {
    const answer = await withServer(async (port) => {
      const sent = httpRequest({ port, method: 'POST', headers: { 'content-type': FORM } });
      sent.on('error', () => undefined);
      for (let index = 0; index < 100; index += 1) sent.write('a'.repeat(10_000));
      sent.end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      response.setEncoding('utf8');
      const [text] = (await once(response, 'data')) as [string];
      return text;
    });
    expect(answer).toBe('too large');
  });

  it('gives up when the other side hangs up in the middle', async () => {
    await withServer(async (port, outcomes) => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-type: ${FORM}\r\ncontent-length: 100\r\n\r\ntext=half`);
      while (outcomes.length === 0) await new Promise(setImmediate);
      socket.destroy();
      expect(await outcomes[0]).toMatchObject({ name: 'AppError', code: 'bad_request' });
    });
  });
});
