import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { speak, type Words } from './approved-texts.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';

/** Why a report is not accepted: to the citizen in words, or by an approved text. */
export interface Rejection extends Omit<Words, 'text'> {
  readonly reason?: string | undefined;
}

/** The office does not accept the report and says why; the citizen reads the reason. Counts as the first answer. */
export async function reject(deps: Deps, actor: Actor, key: GrievanceKey, input: Rejection): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => decideReject(situation, input));
}

/** What "not accepted" comes to. */
export function decideReject({ grievance, now }: Situation, { reason, ...words }: Rejection): Change {
  const { text, data } = speak(grievance, 'reject', { ...words, text: reason });
  return {
    action: 'reject',
    event: 'rejected',
    set: { first_answered_at: grievance.first_answered_at ?? now, closed_at: now },
    data: 'text' in data ? { reason: text } : { ...data },
    tell: {
      purpose: 'rejected',
      text: ({ locale }, { reference, office }) => locale.sms.rejected(reference, office, text),
    },
  };
}
