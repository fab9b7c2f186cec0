import { describe, expect, it } from '@jest/globals';
import { findAddresses, isOutwardAddress, readWebhookUrl } from '../../src/webhooks/address.ts';

describe('isOutwardAddress', () => {
  it.each([
    '8.8.8.8',
    '41.89.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.1.1',
    '2001:4860:4860::8888',
    '2a00:1450:4001::1',
    '2c0f:fb50::1',
  ])('%s: a stranger', (address) => expect(isOutwardAddress(address)).toBe(true));

  it.each([
    ['0.0.0.0', 'this host'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'private'],
    ['10.255.255.255', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.127.255.254', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'link-local: metadata of clouds'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.170', 'protocol assignments'],
    ['192.0.2.1', 'example'],
    ['192.88.99.1', '6to4 relay'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmark'],
    ['198.51.100.1', 'example'],
    ['203.0.113.1', 'example'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'mapped loopback'],
    ['::ffff:10.0.0.1', 'mapped private'],
    ['::ffff:8.8.8.8', 'mapped'],
    ['::ffff:7f00:1', 'mapped, in hex'],
    ['::127.0.0.1', 'compatible'],
    ['64:ff9b::7f00:1', 'translated loopback'],
    ['64:ff9b:1::1', 'local translation'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'example'],
    ['2002:7f00:1::1', '6to4 of loopback'],
    ['3fff::1', 'example'],
    ['fc00::1', 'unique local'],
    ['fd12:3456:789a::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['2a00:1450::1%eth0', 'a zone makes it this link'],
    ['ff02::1', 'multicast'],
    ['localhost', 'no address'],
    ['', 'nothing'],
  ])('%s (%s): no stranger', (address) => expect(isOutwardAddress(address)).toBe(false));
});

describe('readWebhookUrl', () => {
  it.each([
    ['https://county.example/in', false],
    ['https://county.example:8443/in?x=1', false],
    ['http://127.0.0.1:9000/in', true],
  ])('%s may be subscribed', (typed, allowsLoopback) => {
    expect(readWebhookUrl(typed, { allowsLoopback }).href).toBe(typed);
  });

  it.each([
    'county.example',
    '',
    'http://county.example/in',
    'http://127.0.0.1:9000/in',
    'ftp://county.example',
    'file:///etc/passwd',
    'gopher://county.example',
    'https://user:word@county.example/',
    'https://county.example/#x',
    `https://county.example/${'x'.repeat(2_000)}`,
  ])('%s may not', (typed) => {
    expect(() => readWebhookUrl(typed, { allowsLoopback: false })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });
});

describe('findAddresses', () => {
  const reach = (addresses: readonly string[], allowsLoopback = false) => ({
    allowsLoopback,
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });
  const find = (url: string, addresses: readonly string[], allowsLoopback = false) =>
    findAddresses(new URL(url), reach(addresses, allowsLoopback));

  it.each<[string, readonly string[], string]>([
    ['https://inward.example/', ['10.1.2.3'], 'a name that leads inward'],
    ['https://mixed.example/', ['8.8.8.8', '127.0.0.1'], 'one of two leads inward'],
    ['https://mixed.example/', ['8.8.8.8', 'fd00::1'], 'one of two leads inward'],
    ['https://127.0.0.1/', ['8.8.8.8'], 'a number is not looked up'],
    ['https://[::1]/', ['8.8.8.8'], 'loopback'],
    ['https://[::ffff:10.0.0.1]/', ['8.8.8.8'], 'mapped'],
    ['https://2130706433/', ['8.8.8.8'], '127.0.0.1 as one number'],
    ['https://0x7f.1/', ['8.8.8.8'], '127.0.0.1 in hex'],
    ['https://0177.0.0.1/', ['8.8.8.8'], '127.0.0.1 in octal'],
    ['https://169.254.169.254/latest/meta-data', [], 'metadata of clouds'],
    ['http://outward.example/', ['8.8.8.8'], 'http'],
  ])('%s to %s: refused (%s)', async (url, addresses) => {
    expect(await find(url, addresses)).toEqual({ refused: 'inward_address' });
    // What may reach this machine may not reach the rest of the network.
    if (
      !url.includes('127') &&
      !url.includes('::1') &&
      !url.includes('7f') &&
      !url.includes('0177') &&
      !url.includes('2130')
    ) {
      expect(await find(url, addresses, true)).toEqual({ refused: 'inward_address' });
    }
  });

  it('gives what was found outward, and nothing where there is nothing', async () => {
    expect(await find('https://county.example/', ['41.89.1.1', '2c0f:fb50::1'])).toEqual({
      addresses: [
        { address: '41.89.1.1', family: 4 },
        { address: '2c0f:fb50::1', family: 6 },
      ],
    });
    expect(await find('https://nowhere.example/', [])).toEqual({ refused: 'no_address' });
    const failing = { allowsLoopback: false, resolve: () => Promise.reject(new Error('ENOTFOUND')) };
    expect(await findAddresses(new URL('https://nowhere.example/'), failing)).toEqual({ refused: 'no_address' });
  });

  it('reaches this machine only where that is allowed', async () => {
    expect(await find('http://localhost:9000/', ['127.0.0.1', '::1'], true)).toMatchObject({ addresses: [{}, {}] });
    expect(await find('https://localhost:9000/', ['127.0.0.1', '::1'])).toEqual({ refused: 'inward_address' });
  });
});
