import type { Job } from '../job.ts';
import { askPromiseJob } from './ask-promise.ts';
import { checkDeadlineJob } from './check-deadline.ts';
import { checkWatchesJob } from './check-watches.ts';
import { countFiguresJob } from './count-figures.ts';
import { countPeopleJob } from './count-people.ts';
import { deliverWebhookJob } from './deliver-webhook.ts';
import { forgetPeopleJob } from './forget-people.ts';
import { interpretSmsJob } from './interpret-sms.ts';
import { linkEventsJob } from './link-events.ts';
import { makeReleasesJob } from './make-releases.ts';
import { offerDraftJob } from './offer-draft.ts';
import { pageFocalPointJob } from './page-focal-point.ts';
import { reassignAbsentJob } from './reassign-absent.ts';
import { recomputeDeadlinesJob } from './recompute-deadlines.ts';
import { refreshSnapshotsJob } from './refresh-snapshots.ts';
import { remindActionJob } from './remind-action.ts';
import { routeGrievanceJob } from './route-grievance.ts';
import { sendDigestsJob } from './send-digests.ts';
import { sendMailingJob } from './send-mailing.ts';
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
  sendMailingJob,
  askPromiseJob,
  recomputeDeadlinesJob,
  sendDigestsJob,
  reassignAbsentJob,
  remindActionJob,
  forgetPeopleJob,
  linkEventsJob,
  makeReleasesJob,
  countFiguresJob,
  deliverWebhookJob,
  refreshSnapshotsJob,
  checkWatchesJob,
  countPeopleJob,
];
