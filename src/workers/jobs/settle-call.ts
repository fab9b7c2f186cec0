import { settleCall } from '../../ussd/settle-calls.ts';
import type { Job } from '../job.ts';

/** The carrier has told the end of a call: count how it ended, and keep only what was left unfinished. */
export const settleCallJob: Job = {
  name: 'settle-call',
  queue: 'maintenance',
  attempts: 5,
  backoffMs: 1_000,
  run: settleCall,
};
