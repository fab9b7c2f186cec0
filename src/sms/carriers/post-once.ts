import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import { types } from 'node:util';
import { type Stage, watchConnection } from './watch-connection.ts';

/** What came back, or why nothing did. `failure` is a code, e.g. `ECONNRESET` or `timeout`, and never a message. */
export type PostAnswer =
  | { readonly status: number; readonly body: string }
  | { readonly failure: string; readonly stage: Stage };

/** What smsbox says fits in a line. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Posts once, on a connection of its own, and follows no redirect. Never rejects.
 *
 * @param timeoutMs for the whole call, from the look-up of the name to the last byte of the answer
 */
export async function postOnce(
  url: string,
  { headers, body }: { headers: OutgoingHttpHeaders; body: string },
  timeoutMs: number,
): Promise<PostAnswer> {
  const connection = watchConnection();
  const signal = AbortSignal.timeout(timeoutMs);
  const payload = Buffer.from(body, 'utf8');
  const options = {
    ...urlToHttpOptions(new URL(url)),
    method: 'POST',
    headers: { ...headers, 'Content-Length': payload.length },
    signal,
  };
  try {
    return await new Promise((resolve, reject) => {
      const request = connection.transport.request(options, (response) => {
        readBody(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject);
      });
      request.on('error', reject);
      request.end(payload);
    });
  } catch (error) {
    return { failure: signal.aborted ? 'timeout' : codeOf(error), stage: connection.stage() };
  }
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The system's code; never the message, which can hold the address. */
function codeOf(error: unknown): string {
  const code = types.isNativeError(error) && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_0-9]{2,40}$/.test(code) ? code : 'connection_lost';
}
