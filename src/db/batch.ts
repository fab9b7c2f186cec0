/**
 * Gathers calls that arrive while an earlier batch is under way and runs them as one: at rest a call costs one
 * statement, under load a few statements a few milliseconds apart carry everything. No timer: the database sets the pace.
 *
 * @param run gets up to `maxSize` items, answers with one result per item in the same order
 */
export function createBatch<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  options: { maxSize?: number; maxRunning?: number } = {},
): (item: In) => Promise<Out> {
  const { maxSize = 200, maxRunning = 2 } = options;
  type Waiting = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let running = 0;
  let isScheduled = false;

  const flush = async (): Promise<void> => {
    isScheduled = false;
    if (running >= maxRunning || waiting.length === 0) return;
    const batch = waiting.splice(0, maxSize);
    running += 1;
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as Out);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      running -= 1;
      schedule();
    }
  };
  const schedule = (): void => {
    if (isScheduled || waiting.length === 0 || running >= maxRunning) return;
    isScheduled = true;
    setImmediate(() => void flush());
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
