import { sendMessage } from '../../sms/send-message.ts';
import type { Job } from '../job.ts';

/**
 * A message row waits to go out. One attempt only: what was certainly not sent is queued again by the row itself, and what
 * may have been sent is never sent twice.
 */
export const sendSmsJob: Job = {
  name: 'send-sms',
  queue: 'outbound',
  attempts: 1,
  backoffMs: 1_000,
  run: sendMessage,
};
