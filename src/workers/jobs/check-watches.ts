import { checkWatches } from '../check-watches.ts';
import type { Job } from '../job.ts';

/** A day has begun in a programme in which somebody watches offices: looks at the limits. */
export const checkWatchesJob: Job = {
  name: 'check-watches',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 5_000,
  run: checkWatches,
};
