import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { speak, type Words } from './approved-texts.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';

/**
 * An answer to the citizen: in words, or by an approved text where the report is sealed. The first one stops the first-answer
 * clock.
 */
export async function reply(deps: Deps, actor: Actor, key: GrievanceKey, input: Words): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => decideReply(situation, input));
}

/** What an answer comes to. */
export function decideReply({ grievance, now }: Situation, words: Words): Change {
  const { text, data } = speak(grievance, 'reply', words);
  return {
    action: 'reply',
    event: 'replied',
    set: { first_answered_at: grievance.first_answered_at ?? now },
    data: { ...data },
    tell: {
      purpose: 'reply',
      text: ({ locale }, { reference, office }) => locale.sms.reply(reference, office, text),
    },
  };
}
