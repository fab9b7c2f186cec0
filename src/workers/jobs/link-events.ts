import { linkEvents } from '../../grievances/link-events.ts';
import type { Job } from '../job.ts';

/** A programme's history has grown: the new events are linked to those before them. */
export const linkEventsJob: Job = {
  name: 'link-events',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 1_000,
  run: linkEvents,
};
