import { routeGrievance } from '../../grievances/route-grievance.ts';
import type { Job } from '../job.ts';

/** A report was filed: find its office, start its clocks, send the receipt. */
export const routeGrievanceJob: Job = {
  name: 'route-grievance',
  queue: 'routing',
  attempts: 5,
  backoffMs: 1_000,
  run: routeGrievance,
};
