import type { Job } from '../job.ts';
import { sendDigests } from '../send-digests.ts';

/** A working day begins in a programme: its people are told what waits for them. */
export const sendDigestsJob: Job = {
  name: 'send-digests',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 5_000,
  run: sendDigests,
};
