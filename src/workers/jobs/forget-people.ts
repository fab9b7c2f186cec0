import { forgetPeople } from '../../forums/forget-people.ts';
import type { Job } from '../job.ts';

/** Meetings, mailings, promises or votes of a programme are long over: how many stays, who is forgotten. */
export const forgetPeopleJob: Job = {
  name: 'forget-people',
  queue: 'maintenance',
  attempts: 3,
  backoffMs: 5_000,
  run: forgetPeople,
};
