import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecretCheck } from './callback-secret.ts';
import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';

/** Answers one callback. */
export type CallbackHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Takes the callbacks it knows; `next` gets everything else. */
export type CallbackRoutes = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** One way in. The path is read in any case, with or without a slash at the end: somebody types it into a carrier's form. */
export interface Door {
  readonly method: 'GET' | 'POST';
  /** Finds the secret and the name of the callback. */
  readonly path: RegExp;
}

/** Africa's Talking's, and the simulator's: `POST /at/:secret/<name>`. */
export const AT_DOOR: Door = { method: 'POST', path: /^\/at\/([^/?]+)\/([^?]+?)\/?(?:\?|$)/i };

/** Kannel's: `GET /kannel/:secret/<name>`. */
export const KANNEL_DOOR: Door = { method: 'GET', path: /^\/kannel\/([^/?]+)\/([^?]+?)\/?(?:\?|$)/i };

/**
 * The carriers' callbacks, behind one door, in front of Express and not in it: every call and every message comes through
 * here, and Express gives each request another prototype, which costs more than a turn does. With a wrong secret the path
 * does not exist: the request goes on, and whoever answers unknown paths answers it. No carrier signs anything, so the
 * path is all there is; two secrets hold while one is replaced.
 *
 * @param handlers by what follows the secret in the path, in small letters, e.g. `sms/delivery`
 */
export function createCallbackRoutes(
  { config, log }: Pick<Deps, 'config' | 'log'>,
  handlers: Readonly<Record<string, CallbackHandler>>,
  door: Door = AT_DOOR,
): CallbackRoutes {
  const isSecret = createSecretCheck(config.callbackSecrets);
  const byName = new Map(Object.entries(handlers));
  return (request, response, next) => {
    const [, secret = '', name = ''] = (request.method === door.method && door.path.exec(request.url ?? '')) || [];
    const handle = byName.get(name.toLowerCase());
    if (handle === undefined || !isSecret(decode(secret))) return next();
    handle(request, response).catch((error: unknown) => {
      const status = error instanceof AppError ? error.status : 500;
      if (status >= 500) log.error({ err: error, callback: name }, 'a callback failed');
      if (!response.headersSent) response.writeHead(status, { 'Content-Length': 0 }).end();
    });
  };
}

/** What cannot be decoded is no secret. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
