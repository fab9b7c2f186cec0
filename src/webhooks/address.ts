import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { AppError } from '../errors.ts';

/** Addresses of IPv4 that lead to no stranger (IANA IPv4 Special-Purpose Address Registry, and multicast). */
const INWARD_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All that is given out to the public of IPv6: not unique local, link-local, loopback, mapped or translated (64:ff9b::) ones. */
const OUTWARD_V6 = '2000::/3';
/** Parts of it that are not: special ones with Teredo, examples, and 6to4, which hides an address of IPv4. */
const INWARD_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** One address of a host. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** How hosts are found and which may be reached. */
export interface Reach {
  /** Whether this machine itself may be: to try things out, never in production. */
  readonly allowsLoopback: boolean;
  /** All addresses of a host. Rejects where there is none. */
  readonly resolve?: (hostname: string) => Promise<readonly Address[]>;
  /** Certificates (PEM) of the authorities that are trusted, in place of those that Node knows. */
  readonly authorities?: readonly string[];
}

const LONGEST_URL = 2_000;

/**
 * An address that may be subscribed with: https, without a user or a fragment; also http where it is this machine and that is
 * allowed. Where its host leads is not looked at: see `findAddresses`.
 *
 * @throws {AppError} `invalid`, naming the mend
 */
export function readWebhookUrl(typed: string, { allowsLoopback }: Pick<Reach, 'allowsLoopback'>): URL {
  const url = typed.length <= LONGEST_URL && URL.canParse(typed) ? new URL(typed) : null;
  if (url === null) throw new AppError('invalid', 'This is no address. It looks like https://example.org/majibu.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowsLoopback)) {
    throw new AppError('invalid', 'The address must begin with https://.');
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new AppError(
      'invalid',
      'The address must hold no user, password or fragment. Every request is signed: check that.',
    );
  }
  return url;
}

/** `no_address`: the host has none. `inward_address`: one of them leads inward, so none is used. */
export type FoundAddresses =
  | { readonly addresses: readonly Address[] }
  | { readonly refused: 'no_address' | 'inward_address' };

/**
 * Where a host leads, if that may be reached. To be asked before every request, and the connection made to what comes out: a name
 * may lead elsewhere a moment later.
 */
export async function findAddresses(
  url: URL,
  { allowsLoopback, resolve = resolveAll }: Reach,
): Promise<FoundAddresses> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(hostname);
  const found = family === 0 ? await resolve(hostname).catch(() => []) : [{ address: hostname, family }];
  if (found.length === 0) return { refused: 'no_address' };
  const isLocal = found.every(({ address }) => isLoopback(address));
  if (isLocal && allowsLoopback) return { addresses: found };
  const isOutward = url.protocol === 'https:' && found.every(({ address }) => isOutwardAddress(address));
  return isOutward ? { addresses: found } : { refused: 'inward_address' };
}

/** Whether an address is one of the public internet. What cannot be read as an address is not. */
export function isOutwardAddress(address: string): boolean {
  if (isIP(address) === 4) return !listOf(INWARD_V4).check(address, 'ipv4');
  // An address with a zone (`fe80::1%eth0`) is one of this link.
  if (isIP(address) !== 6 || address.includes('%')) return false;
  return listOf([OUTWARD_V6]).check(address, 'ipv6') && !listOf(INWARD_V6).check(address, 'ipv6');
}

function isLoopback(address: string): boolean {
  if (isIP(address) === 4) return listOf(['127.0.0.0/8']).check(address, 'ipv4');
  return address === '::1';
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

async function resolveAll(hostname: string): Promise<readonly Address[]> {
  return lookup(hostname, { all: true, verbatim: true });
}
