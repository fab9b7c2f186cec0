import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Config } from './config.ts';

/**
 * Middleware for callback routes that carry `:secret`. With a wrong secret the route does not exist: the request goes on
 * as if nothing had matched, and whoever answers unknown paths answers it. Africa's Talking signs nothing, so the path is
 * all there is; two secrets hold while one is replaced.
 */
export function requireCallbackSecret(config: Pick<Config, 'callbackSecrets'>): RequestHandler {
  const isSecret = createSecretCheck(config.callbackSecrets);
  return (request, _response, next) => {
    const given = request.params.secret;
    if (typeof given === 'string' && isSecret(given)) next();
    else next('route');
  };
}

/** Says whether a text is one of `secrets`, in a time that depends on neither where nor how much they differ. */
export function createSecretCheck(secrets: readonly string[]): (given: string) => boolean {
  // Digests have one length, which is what `timingSafeEqual` needs; every secret is compared, also after a match.
  const digests = secrets.filter((secret) => secret !== '').map(digest);
  return (given) => {
    const candidate = digest(given);
    return digests.map((known) => timingSafeEqual(known, candidate)).includes(true);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
