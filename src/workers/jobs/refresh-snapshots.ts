import { refreshSnapshots } from '../../figures/refresh-snapshots.ts';
import type { Job } from '../job.ts';

/** What is open now, and what the running months hold, is old: counts it anew. */
export const refreshSnapshotsJob: Job = {
  name: 'refresh-snapshots',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 1_000,
  run: refreshSnapshots,
};
