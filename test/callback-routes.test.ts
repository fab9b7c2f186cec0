import type { RequestListener } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { type CallbackHandler, createCallbackRoutes, KANNEL_DOOR } from '../src/callback-routes.ts';
import { readConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';

const logged: string[] = [];
const deps = {
  config: readConfig({ CALLBACK_SECRET: 'right,new/one' }),
  log: createLog('info', { write: (line: string) => void logged.push(line) }),
};
const answer =
  (text: string): CallbackHandler =>
  async (_request, response) =>
    void response.end(text);
const routes = createCallbackRoutes(deps, {
  sms: answer('sms'),
  'sms/delivery': answer('delivery'),
  ussd: () => Promise.reject(new Error('+254711000001 broke it')),
  'ussd/events': () => Promise.reject(new AppError('bad_request', 'The connection ended before the body did.')),
});
const listener: RequestListener = (request, response) =>
  routes(request, response, () => void response.writeHead(404).end('nothing here'));
const app = supertest(listener);

beforeEach(() => {
  logged.length = 0;
});

describe('createCallbackRoutes', () => {
  it.each([
    ['/at/right/sms', 'sms'],
    ['/at/right/sms/', 'sms'],
    ['/at/right/sms?from=x', 'sms'],
    ['/AT/right/SMS', 'sms'],
    ['/at/right/sms/delivery', 'delivery'],
    ['/at/ri%67ht/sms', 'sms'],
    ['/at/new%2Fone/sms', 'sms'],
  ])('finds %s', async (path, text) => {
    const { status, text: found } = await app.post(path).buffer();
    expect([status, found]).toEqual([200, text]);
  });

  it.each([
    '/at/wrong/sms',
    '/at/right',
    '/at/right/',
    '/at//sms',
    '/at/right/smsx',
    '/at/right/sms/delivery/more',
    '/at/right/sms/other',
    '/at/Right/sms',
    '/at/%ZZ/sms',
    '/x/at/right/sms',
    '/at/right/constructor',
    '/',
  ])('hands on %s', async (path) => {
    expect((await app.post(path)).status).toBe(404);
    expect(logged).toEqual([]);
  });

  it('takes nothing but POST', async () => {
    expect((await app.get('/at/right/sms')).status).toBe(404);
  });

  it('answers 500 when a handler breaks, and logs it without what was sent', async () => {
    expect(await app.post('/at/right/ussd')).toMatchObject({ status: 500, text: '' });
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain('254711000001');
  });

  it('logs nothing when the other side hung up', async () => {
    expect((await app.post('/at/right/ussd/events')).status).toBe(400);
    expect(logged).toEqual([]);
  });
});

describe('another door', () => {
  const kannel = createCallbackRoutes(deps, { sms: answer('sms'), delivery: answer('delivery') }, KANNEL_DOOR);
  const behind = supertest(((request, response) =>
    routes(request, response, () =>
      kannel(request, response, () => void response.writeHead(404).end('nothing here')),
    )) satisfies RequestListener);

  it.each([
    ['/kannel/right/sms?id=1&hex=61', 'sms'],
    ['/kannel/new%2Fone/delivery/?id=1', 'delivery'],
    ['/Kannel/right/SMS', 'sms'],
  ])('finds GET %s', async (path, text) => {
    const { status, text: found } = await behind.get(path).buffer();
    expect([status, found]).toEqual([200, text]);
  });

  it.each(['/kannel/wrong/sms', '/kannel/right', '/kannel/right/sms/delivery', '/at/right/sms'])(
    'hands on GET %s',
    async (path) => {
      expect((await behind.get(path)).status).toBe(404);
      expect(logged).toEqual([]);
    },
  );

  it('takes nothing but GET, and leaves the first door as it is', async () => {
    expect((await behind.post('/kannel/right/sms')).status).toBe(404);
    expect((await behind.post('/at/right/sms')).status).toBe(200);
  });
});
