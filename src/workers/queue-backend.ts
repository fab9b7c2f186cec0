import { performance } from 'node:perf_hooks';
import type { Job as BullJob } from 'bullmq';
import type { Logger } from '../log.ts';
import type { QueueName } from './job-names.ts';

/** A wake-up on its way into a queue, in BullMQ's shape. `data` is the whole content: nothing about a person, ever. */
export interface NewJob {
  readonly name: string;
  readonly data: { readonly id: string };
  readonly opts: {
    readonly priority: number;
    readonly attempts: number;
    readonly backoff: { readonly type: 'exponential'; readonly delay: number; readonly jitter: number };
    readonly delay?: number;
    readonly jobId?: string;
    readonly removeOnFail?: boolean;
  };
}

/** A job in the hands of a worker. `data` came from outside the process: check it. */
export type TakenJob = Pick<BullJob<unknown>, 'name' | 'data' | 'attemptsMade' | 'opts'>;

/** How one queue is worked. */
export interface WorkSettings {
  readonly concurrency: number;
  /** How many jobs may start in a second, all processes together; undefined: as many as there are. */
  readonly perSecond: number | undefined;
  /** A worker that has not been heard of for this long has lost its job to another. */
  readonly lockMs: number;
  readonly checkStalledMs: number;
}

export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A worker of one queue. */
export interface QueueWorker {
  /** Takes no more jobs; resolves when those it has are done. */
  close(): Promise<void>;
}

/** Where the queues live: Redis or PostgreSQL. */
export interface QueueBackend {
  /** Adds jobs to one queue. Rejects within seconds when the server is away: it never holds on to them. */
  add(queue: QueueName, jobs: readonly NewJob[]): Promise<void>;
  count(queue: QueueName): Promise<Record<JobState, number>>;
  /** Asks the server for a sign of life. Rejects within seconds when it is away. */
  ping(): Promise<void>;
  openWorker(queue: QueueName, run: (job: TakenJob) => Promise<void>, settings: WorkSettings): QueueWorker;
  /** Lets go of every connection. Close the workers first. */
  close(): Promise<void>;
}

/** A finished job is gone at once; one that failed for good stays a while for whoever looks into it. */
export const JOB_DEFAULTS = { removeOnComplete: true, removeOnFail: { age: 7 * 24 * 3600, count: 1000 } } as const;

/** BullMQ's event stream has no reader here and cannot be switched off, so it is kept short. */
export const EVENT_STREAM = { events: { maxLen: 100 } } as const;

/** BullMQ's options of a worker for our settings. */
export function toWorkerOptions(settings: WorkSettings) {
  const { concurrency, perSecond, lockMs, checkStalledMs } = settings;
  return {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: checkStalledMs,
    runRetryDelay: 5_000,
    ...(perSecond === undefined ? {} : { limiter: { max: perSecond, duration: 1_000 } }),
  };
}

/** BullMQ's own counts as ours: a job with a priority waits in a list of its own. */
export async function countJobs(queue: {
  getJobCounts(...types: ('wait' | 'prioritized' | 'active' | 'delayed' | 'failed')[]): Promise<Record<string, number>>;
}): Promise<Record<JobState, number>> {
  const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed');
  const { wait = 0, waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { waiting: wait + waiting + prioritized, active, delayed, failed };
}

const SILENCE_MS = 10_000;

/** Logs what goes wrong with a connection. Every connection reports the same fault at every attempt: once in ten seconds. */
export function createFaultLog(log: Logger): (err: unknown) => void {
  const saidAt = new Map<string, number>();
  return (err) => {
    const kind = err instanceof Error ? String('code' in err ? err.code : err.name) : typeof err;
    const now = performance.now();
    if (now - (saidAt.get(kind) ?? Number.NEGATIVE_INFINITY) < SILENCE_MS) return;
    saidAt.set(kind, now);
    log.warn({ err }, 'the queue has a fault');
  };
}
