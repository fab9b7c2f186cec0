import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import { QUEUES } from './job-names.ts';
import {
  countJobs,
  createFaultLog,
  EVENT_STREAM,
  JOB_DEFAULTS,
  type QueueBackend,
  toWorkerOptions,
} from './queue-backend.ts';

const CONNECTING = {
  connectTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(attempt * 500, 10_000),
};

/**
 * Queues in Redis 6.2 or newer. Resolves when connected, or at the first failure: a gateway starts without Redis too, its
 * wake-ups are lost until the connection stands and the sweep does their work.
 *
 * Connections: one; a process with workers one more, and one for each queue it works (a blocking read needs its own).
 *
 * @param prefix of every key; in braces, so that a Redis Cluster keeps all of them in one slot as BullMQ's scripts need
 */
export async function openRedisBackend(options: { url: string; prefix: string; log: Logger }): Promise<QueueBackend> {
  const { url, prefix, log } = options;
  const onFault = createFaultLog(log);
  // Adding fails at once while Redis is away. The other way round, the process would fill up with waiting commands.
  const adding = new Redis(url, {
    ...CONNECTING,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 5_000,
  });
  adding.on('error', onFault);
  await once(adding, 'ready').catch(() => undefined);

  const shared = { prefix, streams: EVENT_STREAM, defaultJobOptions: JOB_DEFAULTS };
  const queues = new Map(
    QUEUES.map((name) => [name, new Queue(name, { ...shared, connection: adding, skipVersionCheck: true })]),
  );
  // The connection itself reports; the queues only repeat it.
  for (const queue of queues.values()) queue.on('error', () => undefined);
  let working: Redis | undefined;

  const queueOf = (name: (typeof QUEUES)[number]): Queue => {
    const queue = queues.get(name);
    if (!queue || adding.status !== 'ready') throw new Error('Redis is not connected');
    return queue;
  };
  return {
    add: async (name, jobs) => {
      await queueOf(name).addBulk([...jobs]);
    },
    count: async (name) => countJobs(queueOf(name)),
    ping: async () => {
      await adding.ping();
    },
    openWorker: (name, run, settings) => {
      // A worker waits for Redis as long as it takes: BullMQ requires no limit of retries here.
      working ??= new Redis(url, { ...CONNECTING, maxRetriesPerRequest: null }).on('error', onFault);
      const worker = new Worker(name, run, { ...toWorkerOptions(settings), connection: working, prefix });
      worker.on('error', onFault);
      return { close: () => worker.close() };
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await Promise.all([letGo(adding), working && letGo(working)]);
    },
  };
}

async function letGo(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await redis.quit().catch(() => undefined);
  redis.disconnect();
}
