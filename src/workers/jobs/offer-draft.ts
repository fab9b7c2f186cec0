import { offerDraft } from '../../ussd/offer-draft.ts';
import type { Job } from '../job.ts';

/** A call broke off and left a report unsent: offer by SMS to send it. */
export const offerDraftJob: Job = {
  name: 'offer-draft',
  queue: 'maintenance',
  attempts: 5,
  backoffMs: 1_000,
  run: offerDraft,
};
