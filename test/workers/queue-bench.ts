import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { readConfig } from '../../src/config.ts';
import type { Deps } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Job } from '../../src/workers/job.ts';
import { openQueues, type Queues } from '../../src/workers/queue.ts';
import { startWorkers, type Workers, type WorkersOptions } from '../../src/workers/run-workers.ts';
import type { TestDatabase } from '../support/database.ts';
import { testRedisUrl } from '../support/redis-url.ts';
import { type BreakableLink, createBreakableLink } from './breakable-link.ts';

export type BackendName = 'redis' | 'postgresql';

/** Queues of one test's own (a random prefix or schema), and what it needs around them. */
export interface QueueBench {
  /** Parsed lines of the log, newest last. */
  readonly lines: Record<string, unknown>[];
  /** What a process of its own must know to open the same queues: see `dying-worker.ts`. */
  readonly place: { redisUrl: string | null; databaseUrl: string; prefix: string; schema: string };
  /** As one process would. `url`: another way to the server. */
  open(jobs: readonly Job[], url?: string): Promise<Queues>;
  work(queues: Queues, jobs: readonly Job[], options?: WorkersOptions): { workers: Workers; deps: Deps };
  /** Everything stored for the jobs of all queues, as text. */
  stored(): Promise<string[]>;
  /** A way to the server the queues live in that can be cut and mended: its `url` is for `open`. */
  link(): Promise<BreakableLink>;
  /** Closes all that was opened, the last first. */
  close(): Promise<void>;
}

/** Makes a bench for a test; `database` may be shared with others. */
export function createQueueBench(backend: BackendName, database: TestDatabase): QueueBench {
  const suffix = randomUUID().replaceAll('-', '');
  const redisUrl = backend === 'redis' ? testRedisUrl() : null;
  const place = { redisUrl, databaseUrl: database.url, prefix: `{test-${suffix}}`, schema: `queue_${suffix}` };
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(JSON.parse(line)) });
  const opened: { close(): Promise<void> }[] = [];
  const serverUrl = redisUrl ?? database.url;

  return {
    lines,
    place,
    link: async () => {
      const link = await createBreakableLink(serverUrl);
      opened.unshift(link);
      return link;
    },
    open: async (jobs, url = serverUrl) => {
      const where = redisUrl === null ? { redisUrl: undefined, databaseUrl: url } : { redisUrl: url, databaseUrl: '' };
      const queues = await openQueues({ ...where, prefix: place.prefix, schema: place.schema, jobs, log });
      opened.unshift(queues);
      return queues;
    },
    work: (queues, jobs, options) => {
      const deps = createDeps(queues, database.db, log);
      const workers = startWorkers(deps, queues, jobs, options);
      opened.unshift(workers);
      return { workers, deps };
    },
    stored: async () =>
      redisUrl === null ? storedInPostgres(database.db, place.schema) : storedInRedis(redisUrl, place.prefix),
    close: async () => {
      for (const each of opened) await each.close();
    },
  };
}

function createDeps(queues: Queues, db: Deps['db'], log: Deps['log']): Deps {
  const nothing = () => undefined;
  const reload = async () => undefined;
  const programmes = {
    all: () => [],
    byName: nothing,
    byId: nothing,
    byUssdCode: nothing,
    byShortCode: nothing,
    reload,
  };
  const config = readConfig({ NODE_ENV: 'test' });
  const now = () => new Date();
  return { config, db, log, now, wake: queues.wake, carriers: new Map(), programmes, metrics: createMetrics() };
}

async function storedInPostgres(db: Deps['db'], schema: string): Promise<string[]> {
  const jobs = sql.table(`${schema}.job`);
  const { rows } = await sql<{ row: string }>`select to_jsonb(job)::text as row from ${jobs} as job`.execute(db);
  return rows.map(({ row }) => row);
}

async function storedInRedis(url: string, prefix: string): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys(`${prefix}:*`);
    const hashes = await Promise.all(
      keys.map(async (key) => ((await redis.type(key)) === 'hash' ? redis.hgetall(key) : {})),
    );
    return hashes.filter((hash) => 'data' in hash).map((hash) => JSON.stringify(hash));
  } finally {
    redis.disconnect();
  }
}
