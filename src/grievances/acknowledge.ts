import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { type Change, changeGrievance } from './change-grievance.ts';

/** The office says that it has read the report and works on it. Not an answer: the first-answer clock runs on. */
export async function acknowledge(deps: Deps, actor: Actor, key: GrievanceKey): Promise<Grievance> {
  return changeGrievance(deps, key, actor, decideAcknowledge);
}

/** What "we have read it" comes to. */
export function decideAcknowledge(): Change {
  return {
    action: 'acknowledge',
    event: 'acknowledged',
    tell: {
      purpose: 'acknowledged',
      text: ({ locale }, { reference, office, due }) => locale.sms.acknowledged(reference, office, due),
    },
  };
}
