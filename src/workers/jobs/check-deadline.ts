import { checkDeadline } from '../../grievances/check-deadline.ts';
import type { Job } from '../job.ts';

/** A promised time has come: escalate what is late, close what nobody spoke about. */
export const checkDeadlineJob: Job = {
  name: 'check-deadline',
  queue: 'deadlines',
  attempts: 5,
  backoffMs: 5_000,
  run: checkDeadline,
};
