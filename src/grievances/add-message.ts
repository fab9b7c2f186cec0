import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { changeWithin } from './change-grievance.ts';

/** The citizen writes more about her report. It joins the history; an office that waited for her may go on. */
export async function addCitizenMessage(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  key: GrievanceKey,
  input: { text: string },
): Promise<Grievance> {
  return changeWithin(deps, tx, key, actor, () => ({
    action: 'citizen_message',
    event: 'citizen_wrote',
    data: { text: input.text },
    tell: {
      purpose: 'joined',
      isOwnAction: true,
      text: ({ locale }, { reference, office }) => locale.sms.joined(reference, office),
    },
  }));
}
