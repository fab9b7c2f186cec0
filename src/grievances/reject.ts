import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { changeGrievance } from './change-grievance.ts';

/** The office does not accept the report and says why; the citizen reads the reason. Counts as the first answer. */
export async function reject(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { reason: string },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, ({ grievance, now }) => ({
    action: 'reject',
    event: 'rejected',
    set: { first_answered_at: grievance.first_answered_at ?? now, closed_at: now },
    data: { reason: input.reason },
    tell: {
      purpose: 'rejected',
      text: ({ locale }, { reference, office }) => locale.sms.rejected(reference, office, input.reason),
    },
  }));
}
