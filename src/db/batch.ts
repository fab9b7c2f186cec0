import { AppError } from '../errors.ts';
import { isDataError } from './error-code.ts';

/** More waiting than this and the database is away: to wait longer would only fill the memory. */
const MOST_WAITING = 20_000;

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers calls that arrive while an earlier batch is under way and runs them as one: at rest a call costs one
 * statement, under load a few statements a few milliseconds apart carry everything. No timer: the database sets the pace.
 * One row that the database refuses fails alone: a batch with such a row is run again one by one.
 *
 * @param run gets up to `maxSize` items, answers with one result per item in the same order, all or nothing
 */
export function createBatch<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  options: { maxSize?: number; maxRunning?: number; maxWaiting?: number } = {},
): (item: In) => Promise<Out> {
  const { maxSize = 200, maxRunning = 2, maxWaiting = MOST_WAITING } = options;
  const waiting: Waiting<In, Out>[] = [];
  let running = 0;
  let isScheduled = false;

  const flush = async (): Promise<void> => {
    isScheduled = false;
    if (running >= maxRunning || waiting.length === 0) return;
    running += 1;
    await settle(run, waiting.splice(0, maxSize));
    running -= 1;
    schedule();
  };
  const schedule = (): void => {
    if (isScheduled || waiting.length === 0 || running >= maxRunning) return;
    isScheduled = true;
    setImmediate(() => void flush());
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      if (waiting.length >= maxWaiting) {
        reject(new AppError('unavailable', 'The database is behind. Try again in a minute.'));
        return;
      }
      waiting.push({ item, resolve, reject });
      schedule();
    });
}

/** Runs a batch and tells each of its callers. Never rejects. */
async function settle<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  batch: readonly Waiting<In, Out>[],
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    if (results.length !== batch.length) throw new Error(`${batch.length} items gave ${results.length} results`);
    for (const [index, out] of results.entries()) batch[index]?.resolve(out);
  } catch (error) {
    if (batch.length > 1 && isDataError(error)) for (const one of batch) await settle(run, [one]);
    else for (const { reject } of batch) reject(error);
  }
}
