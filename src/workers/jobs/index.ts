import type { Job } from '../job.ts';
import { checkDeadlineJob } from './check-deadline.ts';
import { countAreasJob } from './count-areas.ts';
import { interpretSmsJob } from './interpret-sms.ts';
import { linkEventsJob } from './link-events.ts';
import { offerDraftJob } from './offer-draft.ts';
import { pageFocalPointJob } from './page-focal-point.ts';
import { reassignAbsentJob } from './reassign-absent.ts';
import { recomputeDeadlinesJob } from './recompute-deadlines.ts';
import { routeGrievanceJob } from './route-grievance.ts';
import { sendDigestsJob } from './send-digests.ts';
import { sendSmsJob } from './send-sms.ts';
import { settleCallJob } from './settle-call.ts';
import { tellJoinersJob } from './tell-joiners.ts';

/** Every job there is. A new one: one file and one line here. */
export const JOBS: readonly Job[] = [
  interpretSmsJob,
  routeGrievanceJob,
  pageFocalPointJob,
  sendSmsJob,
  checkDeadlineJob,
  settleCallJob,
  offerDraftJob,
  tellJoinersJob,
  countAreasJob,
  recomputeDeadlinesJob,
  sendDigestsJob,
  reassignAbsentJob,
  linkEventsJob,
];
