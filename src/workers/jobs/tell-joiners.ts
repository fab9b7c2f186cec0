import { tellJoiners } from '../../grievances/tell-joiners.ts';
import type { Job } from '../job.ts';

/** A report that others joined has come to an end: they are told. */
export const tellJoinersJob: Job = {
  name: 'tell-joiners',
  queue: 'maintenance',
  attempts: 5,
  backoffMs: 5_000,
  run: tellJoiners,
};
