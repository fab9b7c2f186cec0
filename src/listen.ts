import type { Server } from 'node:http';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';

/** How long a shutdown waits for requests under way. */
const CLOSE_HTTP_MS = 10_000;

/** @throws {AppError} `unavailable` when the port is taken or not allowed */
export function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new AppError('unavailable', `Port ${port} cannot be opened. Set PORT to a free one.`, { cause })),
    );
    server.listen(port, host, resolve);
  });
}

/** Lets requests under way end; what is left when the time is up is cut. */
export async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_HTTP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
