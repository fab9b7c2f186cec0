/** The Redis of this test run; null where the machine has none (`describe.skip` what needs it, saying so). */
export function testRedisUrl(): string | null {
  return process.env.TEST_REDIS_URL || null;
}
