import { remindAction } from '../../scorecards/remind-action.ts';
import type { Job } from '../job.ts';

/** Something that was agreed about a unit is due soon: its office is reminded. */
export const remindActionJob: Job = {
  name: 'remind-action',
  queue: 'maintenance',
  attempts: 3,
  backoffMs: 5_000,
  run: remindAction,
};
