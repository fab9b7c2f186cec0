import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { speak, type Words } from './approved-texts.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';

/**
 * The first of the two keys: the office says what was done, and the citizen is asked whether it is true. Counts as the
 * first answer where there was none.
 */
export async function resolve(deps: Deps, actor: Actor, key: GrievanceKey, input: Words): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => decideResolve(situation, input));
}

/** What "it is fixed" comes to. */
export function decideResolve({ grievance, now }: Situation, words: Words): Change {
  const { text, data } = speak(grievance, 'resolve', words);
  return {
    action: 'resolve',
    event: 'resolved',
    set: { first_answered_at: grievance.first_answered_at ?? now, resolved_at: now },
    data: { ...data },
    tell: {
      purpose: 'ask_outcome',
      text: ({ locale }, { reference, office }) => locale.sms.askOutcome(reference, office, text),
    },
  };
}
