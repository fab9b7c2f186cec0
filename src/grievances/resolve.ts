import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { changeGrievance } from './change-grievance.ts';

/**
 * The first of the two keys: the office says what was done, and the citizen is asked whether it is true. Counts as the
 * first answer where there was none.
 */
export async function resolve(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { text: string },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, ({ grievance, now }) => ({
    action: 'resolve',
    event: 'resolved',
    set: { first_answered_at: grievance.first_answered_at ?? now, resolved_at: now },
    data: { text: input.text },
    tell: {
      purpose: 'ask_outcome',
      text: ({ locale }, { reference, office }) => locale.sms.askOutcome(reference, office, input.text),
    },
  }));
}
