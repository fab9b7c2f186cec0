import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut and mended. */
export interface BreakableLink {
  /** The server's address by this way. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Keeps every connection, old and new, and lets nothing more through: a network that swallows what is sent. */
  silence(): void;
  /** Takes connections and lets them through again. What was silenced stays silent, as the network has lost its bytes. */
  mend(): void;
  close(): Promise<void>;
}

/** Opens a link to the server at `url`, whatever it speaks. */
export async function createBreakableLink(url: string): Promise<BreakableLink> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  let isSilent = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    if (isSilent) return void sockets.add(near.on('error', () => undefined));
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket) && other.destroy());
      socket.pipe(other);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const link = new URL(url);
  link.hostname = '127.0.0.1';
  link.port = String(typeof address === 'object' ? address?.port : '');
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: link.href,
    cut,
    silence: () => {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend: () => {
      isCut = false;
      isSilent = false;
    },
    close: async () => {
      cut();
      await once(server.close(), 'close');
    },
  };
}
