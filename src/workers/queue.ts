import type { Logger } from '../log.ts';
import type { JobPlan } from './job.ts';
import type { QueueName, Wake } from './job-names.ts';
import { openPostgresBackend } from './postgres-backend.ts';
import type { JobState, QueueBackend } from './queue-backend.ts';
import { openRedisBackend } from './redis-backend.ts';
import { createWaker } from './wake.ts';

export interface QueueOptions {
  /** Undefined: the queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  readonly log: Logger;
  /** The registry: which job goes into which queue, and how often it is tried. */
  readonly jobs: readonly JobPlan[];
  /** Redis only. Tests take a random one. */
  readonly prefix?: string;
  /** PostgreSQL only. Tests take a random one. */
  readonly schema?: string;
  /** PostgreSQL only; 2 unless told. */
  readonly maxConnections?: number;
}

/** The six queues, wherever they live. */
export interface Queues extends Pick<QueueBackend, 'openWorker' | 'ping'> {
  /** See `Wake`: returns at once, never throws. */
  readonly wake: Wake;
  /** Jobs by queue and state, for the metrics. Rejects when the server is away. */
  counts(): Promise<Record<QueueName, Record<JobState, number>>>;
  /** Adds the wake-ups gathered so far and lets go of every connection. Close the workers first. */
  close(): Promise<void>;
}

/**
 * Opens the queues: in Redis when there is a `redisUrl`, otherwise in PostgreSQL. Whoever uses them cannot tell which.
 *
 * @throws {AppError} `unavailable` when the queues are in PostgreSQL and cannot be opened
 */
export async function openQueues(options: QueueOptions): Promise<Queues> {
  const backend = await openBackend(options);
  const waker = createWaker(options.jobs, (queue, jobs) => backend.add(queue, jobs), options.log);
  return {
    wake: waker.wake,
    counts: () => countAll(backend),
    ping: () => backend.ping(),
    openWorker: (queue, run, settings) => backend.openWorker(queue, run, settings),
    close: async () => {
      await waker.close();
      await backend.close();
    },
  };
}

function openBackend(options: QueueOptions): Promise<QueueBackend> {
  const { redisUrl, databaseUrl, log, prefix = '{majibu}', schema = 'bullmq', maxConnections = 2 } = options;
  return redisUrl === undefined
    ? openPostgresBackend({ url: databaseUrl, schema, maxConnections, log })
    : openRedisBackend({ url: redisUrl, prefix, log });
}

async function countAll(backend: QueueBackend): Promise<Record<QueueName, Record<JobState, number>>> {
  const [inbound, routing, outbound, deadlines, maintenance, webhooks] = await Promise.all([
    backend.count('inbound'),
    backend.count('routing'),
    backend.count('outbound'),
    backend.count('deadlines'),
    backend.count('maintenance'),
    backend.count('webhooks'),
  ]);
  return { inbound, routing, outbound, deadlines, maintenance, webhooks };
}
