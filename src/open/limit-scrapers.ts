import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../accounts/try-limits.ts';
import { AppError } from '../errors.ts';

/** Of one network in a minute, from one process: behind one address of a carrier there may be a town. */
const REQUESTS = 300;
const PERIOD_SECONDS = 60;

/**
 * Lets each network ask for so much and no more: whoever asks for everything again and again waits, and is told how long. In memory only,
 * and forgotten after a minute: nobody's address is kept.
 */
export function limitScrapers(requests = REQUESTS): RequestHandler {
  const limiter = new RateLimiterMemory({ points: requests, duration: PERIOD_SECONDS });
  return async (request, response, next) => {
    try {
      await limiter.consume(networkOf(request.ip ?? ''));
      next();
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      response.set('retry-after', String(Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))));
      next(new AppError('too_many', 'Too many requests from this network. The answer says when to come again.'));
    }
  };
}
