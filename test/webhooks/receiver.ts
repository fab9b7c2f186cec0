import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import type { Certified } from './certificate.ts';

/** One request as the county's system got it. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What it does with the next request: answers with a status, stays silent, hangs up, or answers without end. */
export type Answer = number | 'hang' | 'reset' | 'flood' | { readonly redirectTo: string };

/** A county's own system on this machine. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What it was called by whoever came by TLS. */
  readonly names: readonly (string | false)[];
  /** The next requests get these answers, one each; after that 204. */
  script(...answers: readonly Answer[]): void;
  always(answer: Answer): void;
  close(): Promise<void>;
}

/** Starts one on a free port; with a certificate it speaks TLS. */
export async function openReceiver(certified?: Certified): Promise<Receiver> {
  const received: Received[] = [];
  const names: (string | false)[] = [];
  const scripted: Answer[] = [];
  const sockets = new Set<Socket>();
  let standing: Answer = 204;
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const { type = '', data = {} } = JSON.parse(body);
    received.push({ id: String(request.headers['webhook-id']), headers: request.headers, body, type, data });
    const answer = scripted.shift() ?? standing;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (typeof answer === 'object') response.writeHead(302, { location: answer.redirectTo }).end();
    else if (answer === 'reset') request.socket.destroy();
    else if (answer === 'flood') {
      response.writeHead(200);
      response.on('error', () => undefined);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        response.once('drain', more);
      };
      more();
    }
  };
  const listener: RequestListener = (request, response) => void answerTo(request, response);
  const server = certified === undefined ? createServer(listener) : createSecureServer(certified, listener);
  server.on('secureConnection', (socket: TLSSocket) => names.push(socket.servername ?? false));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certified === undefined ? 'http' : 'https'}://127.0.0.1:${port}/majibu?to=county`,
    received,
    names,
    script: (...answers) => void scripted.push(...answers),
    always: (answer) => {
      standing = answer;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Whether a request was signed with this secret, as the Standard Webhooks specification has it and as its receivers do it: written
 * anew here, from the specification and not from our code.
 */
export function isSignedBy(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const wanted = `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}
