import { createHmac } from 'node:crypto';
import { CompiledQuery, type Kysely } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

/** Who tries what, from where. */
export interface Attempt {
  /** `password` and `setup`: at the door; `code`: who has given the right password. */
  readonly at: 'password' | 'setup' | 'code';
  /** A sign-in name as it was typed, or an account's id. */
  readonly who: string;
  /** The network address it comes from. */
  readonly address: string;
}

/** A try that is not looked at because of those before it. */
export class TooManyTriesError extends AppError {
  /** To wait until the next one is. */
  readonly minutes: number;

  constructor(minutes: number) {
    super('too_many', `Too many tries. Try again in ${minutes} minute(s).`);
    this.name = 'TooManyTriesError';
    this.minutes = minutes;
  }
}

/** A right answer takes back what was counted. */
export interface CountedAttempt {
  forgive(): Promise<void>;
}

const DAY_S = 24 * 3_600;
/** Wrong tries of one name from one address that cost nothing. */
const FREE_TRIES = 5;
/** The wait after them, doubled with each try up to an hour: some 35 tries a day. */
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 3_600;
/** Wrong tries of one address, whatever the names: an office behind one address has mistyped less. */
const ADDRESS_TRIES = 100;
/** Wrong codes of one account from anywhere: whoever guesses has its password already. Recovery codes are not held by this. */
const CODE_TRIES = 30;

/**
 * Counts a try before it is looked at, so that a hundred at once are a hundred. Kept are keyed hashes: of a name together with
 * an address, and of an address with the day. Never of a name alone: nobody can lock an official out by knowing her name, and
 * her right password from another address gets in.
 *
 * @throws {TooManyTriesError} when this one is not to be looked at; it does not count then
 */
export async function countAttempt(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  attempt: Attempt,
): Promise<CountedAttempt> {
  const limits = openLimits(deps.db);
  const keyed = (...parts: readonly string[]) =>
    createHmac('sha256', deps.config.indexKey).update(parts.join('\0')).digest('base64url');
  const pair = keyed('try', attempt.at, attempt.who, networkOf(attempt.address));
  const address = keyed('address', networkOf(attempt.address), deps.now().toISOString().slice(0, 10));
  // Before anything is kept: else an address that is held up adds a row for every name it makes up.
  const before = await limits.addresses.get(address);
  if (before !== null && before.consumedPoints >= ADDRESS_TRIES) throw asTooMany(before);
  const { consumedPoints } = await limits.tries.penalty(pair);
  try {
    if (consumedPoints > FREE_TRIES)
      await limits.waits.consume(pair, 1, { customDuration: waitSeconds(consumedPoints) });
    await limits.addresses.consume(address);
  } catch (refused) {
    await limits.tries.reward(pair);
    throw asTooMany(refused);
  }
  const forgive = async (): Promise<void> => {
    await Promise.all([limits.tries.delete(pair), limits.waits.delete(pair), limits.addresses.reward(address)]);
  };
  return { forgive };
}

/**
 * Counts a one-time code of an account, from anywhere.
 *
 * @throws {TooManyTriesError} only a recovery code helps today
 */
export async function countCode(deps: Pick<Deps, 'config' | 'db'>, accountId: string): Promise<CountedAttempt> {
  const { codes } = openLimits(deps.db);
  const key = createHmac('sha256', deps.config.indexKey).update(`codes\0${accountId}`).digest('base64url');
  try {
    await codes.consume(key);
  } catch (refused) {
    throw asTooMany(refused);
  }
  return { forgive: async () => void (await codes.delete(key)) };
}

/** Deletes counts that no longer hold anybody up. At most `limit` at a time. */
export async function deleteOldLimits(db: Kysely<Database>, limit: number): Promise<number> {
  const old = db
    .selectFrom('rate_limits')
    .select('key')
    // The library's own clock, for its own rows.
    .where('expire', '<', Date.now())
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await db.deleteFrom('rate_limits').where('key', 'in', old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Counters without memory of their own: the rows are all they know, so every process counts the same. */
function openLimits(db: Kysely<Database>) {
  // What the library asks of a client of `pg`: our pool stays the only one.
  const storeClient = {
    query: async ({ text, values }: { text: string; values: unknown[] }) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: rows.length };
    },
  };
  const open = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: DAY_S,
    });
  return {
    tries: open('tries', FREE_TRIES),
    waits: open('waits', 1),
    addresses: open('addresses', ADDRESS_TRIES),
    codes: open('codes', CODE_TRIES),
  };
}

function waitSeconds(tries: number): number {
  return Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (tries - FREE_TRIES - 1));
}

function asTooMany(refused: unknown): unknown {
  if (!(refused instanceof RateLimiterRes)) return refused;
  return new TooManyTriesError(Math.max(1, Math.ceil(refused.msBeforeNext / 60_000)));
}

/** Who has one IPv6 address has its whole network of 64 bits. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^.*:/, '');
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const missing = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const groups = [...first, ...(address.includes('::') ? missing : []), ...last];
  return groups.slice(0, 4).join(':');
}
