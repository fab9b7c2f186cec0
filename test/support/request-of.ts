import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A POST request as Node hands it over, without a connection; `body` in pieces where the pieces matter. */
export function requestOf(
  body: string | readonly Buffer[],
  contentType: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): IncomingMessage {
  const chunks = typeof body === 'string' ? [Buffer.from(body)] : body;
  return Object.assign(Readable.from(chunks, { objectMode: false }), {
    headers: { ...(contentType === undefined ? {} : { 'content-type': contentType }), ...headers },
  }) as unknown as IncomingMessage;
}
