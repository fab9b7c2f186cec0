import type { Deps } from '../deps.ts';
import type { JobName, QueueName } from './job-names.ts';

/**
 * One kind of job. `run` reads the row anew, decides, and must be harmless when it runs twice, late, at the same time as
 * another run for the same row, or never: the row is the truth, the job only a wake-up.
 */
export interface Job {
  readonly name: JobName;
  readonly queue: QueueName;
  /** How often at most; after that the sweep wakes the row again if it still waits. */
  readonly attempts: number;
  /** Before the second attempt; doubles with every further one. */
  readonly backoffMs: number;
  /** Left out of the metrics: that such a job runs would tell everybody of a sealed report. */
  readonly isUnmeasured?: boolean;
  /** @param id the row the wake-up is for; it may be gone or long since dealt with */
  run(deps: Deps, id: string): Promise<void>;
}

/** What the queue itself must know of a job to add a wake-up. */
export type JobPlan = Pick<Job, 'name' | 'queue' | 'attempts' | 'backoffMs'>;
