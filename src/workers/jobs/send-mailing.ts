import { sendMailing } from '../../forums/send-mailing.ts';
import type { Job } from '../job.ts';

/** One SMS to many people is under way: write the next ones. */
export const sendMailingJob: Job = {
  name: 'send-mailing',
  queue: 'maintenance',
  attempts: 5,
  backoffMs: 5_000,
  run: sendMailing,
};
