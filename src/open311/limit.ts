import { createHmac } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../accounts/try-limits.ts';
import type { Deps } from '../deps.ts';
import { Open311Error } from './open311-error.ts';

/**
 * What may be asked by one network: pages of all kinds, and of them lists of reports, which cost most. References are eight digits: whoever
 * tries them one after the other is held up.
 */
const LIMITS = {
  page: { points: 120, durationS: 60 },
  list: { points: 20, durationS: 60 },
  reference: { points: 30, durationS: 3_600 },
} as const;

/**
 * Counts a request. Kept is a keyed hash of the network, for as long as it counts; every process counts the same.
 *
 * @throws {Open311Error} 429
 */
export async function countRequest(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  what: keyof typeof LIMITS,
  address: string,
): Promise<void> {
  const { points, durationS } = LIMITS[what];
  const limiter = new RateLimiterPostgres({
    storeClient: {
      query: async ({ text, values }: { text: string; values: unknown[] }) => {
        const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
        return { rows, rowCount: rows.length };
      },
    },
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: `open311-${what}`,
    points,
    duration: durationS,
  });
  const key = createHmac('sha256', config.indexKey)
    .update(`open311\0${networkOf(address)}`)
    .digest('base64url');
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw new Open311Error(429, `Too many requests. Try again in ${seconds} seconds.`, seconds);
  }
}
