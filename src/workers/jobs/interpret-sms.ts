import { interpretSms } from '../../sms/interpret-sms.ts';
import type { Job } from '../job.ts';

/** An SMS came in: read it, answer it. */
export const interpretSmsJob: Job = {
  name: 'interpret-sms',
  queue: 'inbound',
  attempts: 5,
  backoffMs: 1_000,
  run: interpretSms,
};
