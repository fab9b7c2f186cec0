import { makeReleases } from '../../open/release/make-releases.ts';
import type { Job } from '../job.ts';

/** A month or a day of a programme is over: its figures and the digest of its chain are published, once and for all. */
export const makeReleasesJob: Job = {
  name: 'make-releases',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 1_000,
  run: async (deps, programmeId) => {
    await makeReleases(deps, programmeId);
  },
};
