import type { Deps } from '../../deps.ts';
import { SYSTEM } from '../../grievances/actor.ts';
import { reassignAllAbsent } from '../../grievances/reassign-absent.ts';
import type { Job } from '../job.ts';

/** Somebody of a programme may be away today: what she has goes to others of her office. */
export const reassignAbsentJob: Job = {
  name: 'reassign-absent',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 5_000,
  run: reassign,
};

async function reassign(deps: Deps, programmeId: string): Promise<void> {
  const programme = deps.programmes.byId(programmeId);
  if (programme) await reassignAllAbsent(deps, SYSTEM, programme);
}
