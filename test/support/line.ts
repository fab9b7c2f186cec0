import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** Where a redirect leads; empty: it is none. */
  readonly location: string;
}

/** A request as it goes over the line. */
export interface Sending {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An app behind one listening server, spoken to over connections that stay open: a call costs a turn and little else. */
export interface Line {
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Reply>;
  send(sending: Sending): Promise<Reply>;
}

const LINES = new WeakMap<RequestListener, Promise<Line>>();

/** The line to an app: opened at the first use; it holds no process open and goes away with the app. */
export function lineTo(app: RequestListener): Promise<Line> {
  const known = LINES.get(app);
  if (known) return known;
  const opened = openLine(app);
  LINES.set(app, opened);
  return opened;
}

async function openLine(app: RequestListener): Promise<Line> {
  // Without a limit: a server that gives up an idle connection while a test is busy resets the next request on it.
  const server = createServer({ keepAliveTimeout: 0 }, app);
  server.on('connection', (socket) => socket.unref());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const send = ({ method, path, headers = {}, body = '' }: Sending): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sized = { ...headers, 'content-length': Buffer.byteLength(body) };
      const sent = request({ port, host: '127.0.0.1', path, method, agent, headers: sized }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: (response.headers['content-type'] ?? '').split(';')[0] ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
            location: response.headers.location ?? '',
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    send,
    post: (path, fields) =>
      send({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}
