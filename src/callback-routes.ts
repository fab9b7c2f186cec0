import type { Request, RequestHandler, Response } from 'express';
import { createSecretCheck } from './callback-secret.ts';
import type { Config } from './config.ts';

/** Answers one callback. What it rejects with goes to the app's last error handler. */
export type CallbackHandler = (request: Request, response: Response) => Promise<void>;

/** As Express would match it: in any case, with or without a slash at the end. */
const PATH = /^\/at\/([^/?]+)\/([^?]+?)\/?(?:\?|$)/i;

/**
 * The carriers' callbacks, `POST /at/:secret/<name>`, as one middleware with a table: every call and every message comes
 * through here, and a router of its own costs more time than reading the body. With a wrong secret the path does not
 * exist: the request goes on as if nothing had matched, and whoever answers unknown paths answers it. Africa's Talking
 * signs nothing, so the path is all there is; two secrets hold while one is replaced.
 *
 * @param handlers by what follows the secret in the path, in small letters, e.g. `sms/delivery`
 */
export function createCallbackRoutes(
  config: Pick<Config, 'callbackSecrets'>,
  handlers: Readonly<Record<string, CallbackHandler>>,
): RequestHandler {
  const isSecret = createSecretCheck(config.callbackSecrets);
  const byName = new Map(Object.entries(handlers));
  return (request, response, next) => {
    const [, secret = '', name = ''] = (request.method === 'POST' && PATH.exec(request.url)) || [];
    const handle = byName.get(name.toLowerCase());
    if (handle === undefined || !isSecret(decode(secret))) return next();
    handle(request, response).catch(next);
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
