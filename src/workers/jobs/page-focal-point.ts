import { pageFocalPoint } from '../../grievances/page-focal-point.ts';
import type { Job } from '../job.ts';

/** An urgent report waits, and nobody has opened it: call the next person. Not behind the many rows of a change of holidays. */
export const pageFocalPointJob: Job = {
  name: 'page-focal-point',
  queue: 'routing',
  attempts: 5,
  backoffMs: 1_000,
  isUnmeasured: true,
  run: pageFocalPoint,
};
