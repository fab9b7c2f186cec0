import { connect, type Socket } from 'node:net';

/** An answer; the body as its bytes, one character each, so that nothing is decoded while the clock runs. */
export interface Answer {
  readonly status: number;
  readonly bytes: string;
}

/** One keep-alive connection with one request under way at a time. */
export interface HttpConnection {
  /** Rejects when the connection ends before the answer is whole. */
  post(body: string): Promise<Answer>;
  close(): void;
}

/**
 * Opens a connection that posts forms to one path. Written on the bare socket: a client that costs as much as the server
 * it measures would share the machine's cores with it unfairly.
 *
 * @param body of `post` must be ASCII, as a form is
 */
export async function openConnection(port: number, path: string): Promise<HttpConnection> {
  const socket = await openSocket(port);
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: */*\r\n` +
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ';
  let received = '';
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  socket.on('data', (chunk: string) => {
    received = received === '' ? chunk : received + chunk;
    const answer = readAnswer(received);
    if (answer === undefined) return;
    received = '';
    const asked = waiting;
    waiting = undefined;
    asked?.resolve(answer);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => waiting?.reject(new Error('the connection ended before the answer did')));

  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('the connection has ended'));
        waiting = { resolve, reject };
        socket.write(`${head}${body.length}\r\n\r\n${body}`, 'latin1');
      }),
    close: () => socket.destroy(),
  };
}

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
    socket.setEncoding('latin1');
  });
}

/** Undefined while something is missing. Both servers say how long their answers are; one that does not is not read. */
function readAnswer(received: string): Answer | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [, length] = /\r\ncontent-length: (\d+)\r\n/i.exec(received.slice(0, headEnd + 2)) ?? [];
  if (length === undefined) throw new Error('an answer without its length');
  const bytes = received.slice(headEnd + 4);
  return bytes.length < Number(length) ? undefined : { status: Number(received.slice(9, 12)), bytes };
}
