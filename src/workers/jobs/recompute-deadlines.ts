import { recomputeDeadlines } from '../../grievances/recompute-deadlines.ts';
import type { Job } from '../job.ts';

/** Hours or holidays of a programme have changed: what its open reports are promised is counted anew. */
export const recomputeDeadlinesJob: Job = {
  name: 'recompute-deadlines',
  queue: 'maintenance',
  attempts: 3,
  backoffMs: 5_000,
  run: recomputeDeadlines,
};
