import { it } from '@jest/globals';

/** The Redis of this test run; null where the machine has none, except under `CI=true`, where no test begins without one. */
export function testRedisUrl(): string | null {
  return process.env.TEST_REDIS_URL || null;
}

/** `it` for a test that needs Redis: skipped without it, and `npm test` says so. */
export const itWithRedis = testRedisUrl() === null ? it.skip : it;
