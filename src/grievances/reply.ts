import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { changeGrievance } from './change-grievance.ts';

/** An answer in words to the citizen. The first one stops the first-answer clock. */
export async function reply(deps: Deps, actor: Actor, key: GrievanceKey, input: { text: string }): Promise<Grievance> {
  return changeGrievance(deps, key, actor, ({ grievance, now }) => ({
    action: 'reply',
    event: 'replied',
    set: { first_answered_at: grievance.first_answered_at ?? now },
    data: { text: input.text },
    tell: {
      purpose: 'reply',
      text: ({ locale }, { reference, office }) => locale.sms.reply(reference, office, input.text),
    },
  }));
}
