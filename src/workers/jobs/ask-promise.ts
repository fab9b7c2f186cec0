import { askPromise } from '../../forums/ask-promise.ts';
import type { Job } from '../job.ts';

/** The last day of a promise may be over: ask those who came what became of it. */
export const askPromiseJob: Job = {
  name: 'ask-promise',
  queue: 'maintenance',
  attempts: 5,
  backoffMs: 5_000,
  run: askPromise,
};
