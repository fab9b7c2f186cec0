import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Address, findAddresses, type Reach } from './address.ts';

/** From the begin of the look for the host to the head of the answer. */
const TIMEOUT_MS = 10_000;
/** Of an answer: nobody reads it, and whoever sends more is hung up on. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** What came of a request: whether it got through, and otherwise why, in one word. */
export type Posted = { readonly isOk: true } | { readonly isOk: false; readonly reason: string };

/** What is sent, and whereto. */
export interface Posting {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
  readonly timeoutMs?: number;
}

/**
 * Sends a body to a stranger's address: connects to nothing but the addresses that were found outward, follows no redirect, waits
 * ten seconds and does not read the answer. Never throws. Only a status of 2xx is a success.
 */
export async function post(reach: Reach, posting: Posting): Promise<Posted> {
  const signal = AbortSignal.timeout(posting.timeoutMs ?? TIMEOUT_MS);
  const late = new Promise<Posted>((resolve) => {
    signal.addEventListener('abort', () => resolve({ isOk: false, reason: 'timeout' }), { once: true });
  });
  return Promise.race([late, send(reach, posting, signal)]);
}

async function send(reach: Reach, { url, headers, body }: Posting, signal: AbortSignal): Promise<Posted> {
  const found = await findAddresses(url, reach);
  if ('refused' in found) return { isOk: false, reason: found.refused };
  if (signal.aborted) return { isOk: false, reason: 'timeout' };
  return new Promise((resolve) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const options = {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'majibu-webhooks/1',
      },
      // No connection of before: it was made to what the name meant then.
      agent: false,
      lookup: lookupIn(found.addresses),
      signal,
      ...(reach.authorities === undefined ? {} : { ca: [...reach.authorities] }),
    } as const;
    const sent = request(url, options, (response) => {
      const { statusCode = 0 } = response;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_ANSWER_BYTES) response.destroy();
      });
      response.on('error', () => undefined);
      resolve(statusCode >= 200 && statusCode < 300 ? { isOk: true } : { isOk: false, reason: `status_${statusCode}` });
    });
    sent.on('error', (error) => resolve({ isOk: false, reason: reasonOf(error) }));
    sent.end(body);
  });
}

/** The look-up of a connection, answered with what was checked. */
function lookupIn(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** A code of the system or of TLS, e.g. `ECONNREFUSED`. Never a message: it may hold the address. */
function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ABORT_ERR') return 'timeout';
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code.toLowerCase() : 'no_connection';
}
