import type { Job } from '../job.ts';
import { checkDeadlineJob } from './check-deadline.ts';
import { interpretSmsJob } from './interpret-sms.ts';
import { routeGrievanceJob } from './route-grievance.ts';
import { sendSmsJob } from './send-sms.ts';

/** Every job there is. A new one: one file and one line here. */
export const JOBS: readonly Job[] = [interpretSmsJob, routeGrievanceJob, sendSmsJob, checkDeadlineJob];
