import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { changeGrievance } from './change-grievance.ts';
import { dueOf } from './deadlines.ts';
import { showReference } from './reference.ts';

/** The office says that it has read the report and works on it. Not an answer: the first-answer clock runs on. */
export async function acknowledge(deps: Deps, actor: Actor, key: GrievanceKey): Promise<Grievance> {
  return changeGrievance(deps, key, actor, ({ grievance, office, now }) => ({
    action: 'acknowledge',
    event: 'acknowledged',
    tell: {
      purpose: 'acknowledged',
      text: (voice) =>
        voice.locale.sms.acknowledged(
          showReference(grievance.reference),
          office ? voice.name(office.names) : '',
          voice.moment(dueOf(grievance) ?? now),
        ),
    },
  }));
}
