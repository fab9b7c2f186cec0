import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { JobPlan } from './job.ts';
import { type JobName, QUEUES, type QueueName, type Wake, type WakeOptions } from './job-names.ts';
import type { NewJob } from './queue-backend.ts';

/** Wake-ups for one queue that arrive within this time travel together: one a round trip costs ten times as much. */
const GATHER_MS = 10;
/** Per round trip: keeps the pause that one statement makes short. */
const MAX_BATCH = 500;
/** Beyond this the server is hopelessly behind, and memory is worth more than wake-ups the sweep will repeat. */
const MAX_WAITING = 50_000;
const USUAL_PRIORITY = 5;

interface Line {
  readonly waiting: NewJob[];
  /** The run that empties this line, settled or under way. */
  adding: Promise<void>;
  isAdding: boolean;
  dropped: number;
}

/** `wake`, and its end. */
export interface Waker {
  readonly wake: Wake;
  /** Adds what was gathered so far. Afterwards `wake` does nothing. */
  close(): Promise<void>;
}

/**
 * Makes `wake`: each queue has a line, and one run at a time that empties it.
 *
 * @param add puts jobs into one queue; when it rejects they are dropped with a warning, and the sweep finds the rows
 */
export function createWaker(
  plans: readonly JobPlan[],
  add: (queue: QueueName, jobs: readonly NewJob[]) => Promise<void>,
  log: Logger,
): Waker {
  const planOf = new Map(plans.map((plan) => [plan.name, plan]));
  const lines = new Map(QUEUES.map((queue) => [queue, createLine()]));
  let isClosed = false;

  const wake = (name: JobName, id: string, options: WakeOptions = {}): void => {
    const plan = planOf.get(name);
    const line = plan && lines.get(plan.queue);
    if (!line) log.error({ job: name }, 'no such job: it is missing from the registry');
    if (!line || isClosed) return;
    if (line.waiting.length >= MAX_WAITING) {
      line.dropped += 1;
      return;
    }
    line.waiting.push(toJob(plan, id, options));
    if (!line.isAdding) line.adding = empty(line, (jobs) => add(plan.queue, jobs), log.child({ queue: plan.queue }));
  };
  const close = async (): Promise<void> => {
    isClosed = true;
    await Promise.all([...lines.values()].map((line) => line.adding));
  };
  return { wake, close };
}

function createLine(): Line {
  return { waiting: [], adding: Promise.resolve(), isAdding: false, dropped: 0 };
}

/** Never rejects. Leaves `isAdding` false in the same breath as it finds the line empty: no wake-up falls in between. */
async function empty(line: Line, add: (jobs: readonly NewJob[]) => Promise<void>, log: Logger): Promise<void> {
  line.isAdding = true;
  while (line.waiting.length > 0) {
    await pause(GATHER_MS);
    const jobs = line.waiting.splice(0, MAX_BATCH);
    try {
      await add(jobs);
    } catch (err) {
      log.warn({ err, lost: jobs.length }, 'wake-ups lost; the sweep will find their rows');
    }
    if (line.dropped > 0) log.warn({ lost: line.dropped }, 'too many wake-ups waiting; the sweep will find their rows');
    line.dropped = 0;
  }
  line.isAdding = false;
}

/**
 * A wake-up gets no job id of its own: BullMQ drops a new job whose id is known already, so an id per row would swallow an
 * immediate wake-up while a delayed one waits, or one that comes when the handler has just read the row. Losing a wake-up
 * costs a minute; waking twice costs one look at a row.
 *
 * Only a wake-up that is repeated anyway (`skipIfWaiting`, the sweep's) has an id per row, or a long queue would fill up
 * with its repetitions. It is tried once and leaves nothing behind when it fails: a kept failed job blocks its id too.
 */
function toJob(plan: JobPlan, id: string, options: WakeOptions): NewJob {
  const { delayMs = 0, priority = USUAL_PRIORITY, skipIfWaiting = false, time } = options;
  const attempts = skipIfWaiting ? 1 : plan.attempts;
  return {
    name: plan.name,
    data: { id },
    opts: {
      priority,
      attempts,
      backoff: { type: 'exponential', delay: plan.backoffMs, jitter: 0.5 },
      ...(delayMs > 0 ? { delay: Math.ceil(delayMs) } : {}),
      // BullMQ refuses `:` and bare integers in a job id; a carrier names its calls as it likes.
      ...(skipIfWaiting ? { jobId: markOf(plan, id, time), removeOnFail: true } : {}),
    },
  };
}

function markOf({ name }: JobPlan, id: string, time?: number): string {
  return `sweep-${name}-${encodeURIComponent(id)}${time === undefined ? '' : `-${time}`}`;
}
