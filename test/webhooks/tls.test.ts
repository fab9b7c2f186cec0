import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Reach } from '../../src/webhooks/address.ts';
import { post } from '../../src/webhooks/post.ts';
import { makeSecret, signatureHeaders } from '../../src/webhooks/secret.ts';
import { openAuthority } from './certificate.ts';
import { isSignedBy, openReceiver, type Receiver } from './receiver.ts';

// A name that no look-up can find (RFC 6761): it leads to the receiver here because the look-up of a test says so.
const HOST = 'county.invalid';
const OTHER_HOST = 'elsewhere.invalid';
const YEAR_MS = 365 * 86_400_000;

const authority = openAuthority();
const stranger = openAuthority();
const old = { from: new Date(Date.now() - 2 * YEAR_MS), until: new Date(Date.now() - YEAR_MS) };
const secret = makeSecret();
const body = '{"type":"test"}';

let receivers: Readonly<Record<'right' | 'otherHost' | 'strangers' | 'expired', Receiver>>;
beforeAll(async () => {
  const [right, otherHost, strangers, expired] = await Promise.all([
    openReceiver(authority.certify(HOST)),
    openReceiver(authority.certify(OTHER_HOST)),
    openReceiver(stranger.certify(HOST)),
    openReceiver(authority.certify(HOST, old)),
  ]);
  receivers = { right, otherHost, strangers, expired };
});
afterAll(() => Promise.all(Object.values(receivers).map((receiver) => receiver.close())));

/** Sends over TLS to what the name is said to mean. */
async function sendTo(receiver: Receiver, trusted: Pick<Reach, 'authorities'> = { authorities: [authority.cert] }) {
  const reach = { allowsLoopback: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }], ...trusted };
  const url = new URL(receiver.url.replace('127.0.0.1', HOST));
  expect(url.protocol).toBe('https:');
  return post(reach, { url, headers: signatureHeaders(secret, { id: 'one', at: new Date(), body }), body });
}

it('reaches whoever holds a certificate of its name, and tells it that name before anything else', async () => {
  expect(await sendTo(receivers.right)).toEqual({ isOk: true });
  const [received] = receivers.right.received;
  expect(received?.body).toBe(body);
  expect(received?.headers.host).toMatch(new RegExp(`^${HOST}:`));
  expect(receivers.right.names).toEqual([HOST]);
  expect(received && isSignedBy(secret, received)).toBe(true);
});

it.each([
  ['otherHost', 'a certificate of another name', 'err_tls_cert_altname_invalid'],
  ['strangers', 'one of an authority that calls itself like ours', 'cert_signature_failure'],
  ['expired', 'one of yesteryear', 'cert_has_expired'],
] as const)('refuses %s: %s', async (which, _what, reason) => {
  expect(await sendTo(receivers[which])).toEqual({ isOk: false, reason });
  expect(receivers[which].received).toEqual([]);
});

it('trusts nobody besides the authorities of Node where none is named', async () => {
  const before = receivers.right.received.length;
  expect(await sendTo(receivers.right, {})).toEqual({ isOk: false, reason: 'unable_to_verify_leaf_signature' });
  expect(receivers.right.received).toHaveLength(before);
});

it('does not speak without TLS to whoever answers so', async () => {
  const plain = await openReceiver();
  try {
    const url = new URL(plain.url.replace('http:', 'https:'));
    expect(await post({ allowsLoopback: true }, { url, headers: {}, body })).toMatchObject({ isOk: false });
    expect(plain.received).toEqual([]);
  } finally {
    await plain.close();
  }
});
