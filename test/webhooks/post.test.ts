import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type Posting, post } from '../../src/webhooks/post.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());
afterEach(() => receiver.always(204));

const posting = (given: Partial<Posting> = {}): Posting => ({
  url: new URL(receiver.url),
  headers: { 'webhook-id': '1' },
  body: '{"type":"test"}',
  ...given,
});
const toHere = { allowsLoopback: true };

it('sends the body as it is, once', async () => {
  const before = receiver.received.length;
  expect(await post(toHere, posting())).toEqual({ isOk: true });
  expect(receiver.received.slice(before)).toMatchObject([{ body: '{"type":"test"}' }]);
  expect(receiver.received.at(-1)?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': '15',
  });
});

it.each([[500], [404], [410], [302]])('a status %i is no success', async (status) => {
  receiver.script(status);
  expect(await post(toHere, posting())).toEqual({ isOk: false, reason: `status_${status}` });
});

it('follows no redirect', async () => {
  const before = receiver.received.length;
  receiver.script({ redirectTo: receiver.url });
  expect(await post(toHere, posting())).toEqual({ isOk: false, reason: 'status_302' });
  expect(receiver.received).toHaveLength(before + 1);
});

it('gives up on whoever says nothing, or hangs up', async () => {
  receiver.script('hang');
  expect(await post(toHere, posting({ timeoutMs: 100 }))).toEqual({ isOk: false, reason: 'timeout' });
  receiver.script('reset');
  expect(await post(toHere, posting())).toEqual({ isOk: false, reason: 'econnreset' });
});

it('gives up on a look-up that does not end', async () => {
  const reach = { allowsLoopback: false, resolve: () => new Promise<never>(() => undefined) };
  const url = new URL('https://silent.example/');
  expect(await post(reach, posting({ url, timeoutMs: 100 }))).toEqual({ isOk: false, reason: 'timeout' });
});

it('does not read an answer without end', async () => {
  receiver.script('flood');
  expect(await post(toHere, posting({ timeoutMs: 2_000 }))).toEqual({ isOk: true });
});

it('never connects to what may not be reached', async () => {
  const before = receiver.received.length;
  expect(await post({ allowsLoopback: false }, posting())).toEqual({ isOk: false, reason: 'inward_address' });
  const inward = { allowsLoopback: false, resolve: async () => [{ address: '127.0.0.1', family: 4 }] };
  const named = new URL(receiver.url.replace('127.0.0.1', 'county.example').replace('http:', 'https:'));
  expect(await post(inward, posting({ url: named }))).toEqual({ isOk: false, reason: 'inward_address' });
  expect(receiver.received).toHaveLength(before);
});

it('connects to the address that was checked, not to what the name means by then', async () => {
  let looks = 0;
  const resolve = async () => {
    looks += 1;
    return [{ address: '127.0.0.1', family: 4 }];
  };
  // No other look-up could find this name: it is reserved never to exist (RFC 6761).
  const url = new URL(receiver.url.replace('127.0.0.1', 'county.invalid'));
  expect(await post({ allowsLoopback: true, resolve }, posting({ url }))).toEqual({ isOk: true });
  expect(looks).toBe(1);
  expect(receiver.received.at(-1)?.headers.host).toMatch(/^county\.invalid:/);
});
