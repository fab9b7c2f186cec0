import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Job } from './job.ts';
import { QUEUES, type QueueName } from './job-names.ts';
import type { Queues } from './queue.ts';
import type { TakenJob } from './queue-backend.ts';

/**
 * Jobs at a time in one process. Few, because each may hold a database connection that a USSD turn waits for; a message
 * being sent holds none, it waits for the carrier, and a webhook for whoever listens.
 */
const CONCURRENCY: Record<QueueName, number> = {
  inbound: 4,
  routing: 4,
  outbound: 16,
  deadlines: 2,
  maintenance: 1,
  webhooks: 4,
};

/** After the time to close: for BullMQ to put the abandoned jobs back. */
const LAST_WORDS_MS = 2_000;

export interface WorkersOptions {
  /** Fewer or more jobs at a time than usual, by queue. */
  readonly concurrency?: Partial<Record<QueueName, number>>;
  /** Starts of `send-sms` in a second, all processes together; 50 unless told. */
  readonly messagesPerSecond?: number;
  /** A worker not heard of for this long is taken for dead, and its job run by another; 30 s unless told. */
  readonly lockMs?: number;
  /** How often to look for such jobs; 30 s unless told. */
  readonly checkStalledMs?: number;
  /** How long `close` waits for jobs under way; 15 s unless told. */
  readonly closeWithinMs?: number;
}

/** The workers of this process. */
export interface Workers {
  /**
   * Takes no more jobs and waits for those under way. One that is not done in time counts as a failed attempt, so that
   * another worker may run it again; here it may still go on until the process ends.
   */
  close(): Promise<void>;
}

/** Starts one worker for each queue that has a job in the registry. */
export function startWorkers(
  deps: Deps,
  queues: Pick<Queues, 'openWorker'>,
  jobs: readonly Job[],
  options: WorkersOptions = {},
): Workers {
  const { messagesPerSecond = 50, lockMs = 30_000, checkStalledMs = 30_000, closeWithinMs = 15_000 } = options;
  const outOfTime = new AbortController();
  setMaxListeners(0, outOfTime.signal);
  const byName = new Map<string, Job>(jobs.map((job) => [job.name, job]));
  const workers = QUEUES.filter((queue) => jobs.some((job) => job.queue === queue)).map((queue) =>
    queues.openWorker(queue, (taken) => runJob(deps, byName, taken, outOfTime.signal), {
      concurrency: options.concurrency?.[queue] ?? CONCURRENCY[queue],
      perSecond: queue === 'outbound' ? messagesPerSecond : undefined,
      lockMs,
      checkStalledMs,
    }),
  );
  const closeAll = async (): Promise<void> => {
    const closed = Promise.allSettled(workers.map((worker) => worker.close())).then((): true => true);
    if (await within(closeWithinMs, closed)) return;
    outOfTime.abort();
    const isClosed = await within(LAST_WORDS_MS, closed);
    deps.log.warn({ isClosed }, 'jobs were still under way when the time to close was up');
  };
  return { close: closeAll };
}

/** Runs one job and keeps its figures. What it throws goes into the queue's storage, so it says no more than a code. */
async function runJob(
  deps: Deps,
  byName: ReadonlyMap<string, Job>,
  taken: TakenJob,
  outOfTime: AbortSignal,
): Promise<void> {
  const id = idOf(taken.data);
  const startedAt = performance.now();
  const end = (result: 'done' | 'failed') => {
    const seconds = (performance.now() - startedAt) / 1000;
    const name = byName.has(taken.name) ? taken.name : 'unknown';
    if (!byName.get(taken.name)?.isUnmeasured) deps.metrics.jobSeconds.observe({ job: name, result }, seconds);
    return { job: taken.name, id, ms: Math.round(seconds * 1000) };
  };
  try {
    const job = byName.get(taken.name);
    if (!job || id === undefined) throw new Error('this version knows no such job');
    await unlessAborted(job.run(deps, id), outOfTime);
    deps.log.debug(end('done'), 'job done');
  } catch (err) {
    const attempt = taken.attemptsMade + 1;
    deps.log.warn({ ...end('failed'), attempt, attempts: taken.opts.attempts, err }, 'job failed');
    throw new Error(err instanceof AppError ? err.code : 'failed');
  }
}

function idOf(data: unknown): string | undefined {
  const hasId = typeof data === 'object' && data !== null && 'id' in data;
  return hasId && typeof data.id === 'string' ? data.id : undefined;
}

/** `work`, or a failure as soon as `signal` is aborted. Whatever `work` does after that is heard by nobody. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abandon = () => reject(new Error('the worker closed before the job was done'));
    signal.addEventListener('abort', abandon, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
  });
}

/** Whether `work` ends within the time. */
async function within(timeoutMs: number, work: Promise<true>): Promise<boolean> {
  const giveUp = new AbortController();
  const late = pause(timeoutMs, false, { signal: giveUp.signal }).catch(() => false);
  const isDone = await Promise.race([work, late]);
  giveUp.abort();
  return isDone;
}
