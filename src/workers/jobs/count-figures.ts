import { countFigures } from '../../figures/count-figures.ts';
import type { Job } from '../job.ts';

/** Reports of a programme have changed: its sums are brought to them. */
export const countFiguresJob: Job = {
  name: 'count-figures',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 1_000,
  run: countFigures,
};
