import type { GrievanceKey } from '../db/grievances.ts';
import type { Contact, Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { changeWithin } from './change-grievance.ts';

/** Whoever made a sealed report says that her phone is safe: from now on she is sent words that say nothing about it. */
export async function allowNeutralWords(deps: Deps, tx: Tx, actor: Actor, key: GrievanceKey): Promise<Grievance> {
  return changeWithin(deps, tx, key, actor, ({ grievance }) =>
    grievance.stream === 'ordinary' || grievance.contact !== 'none'
      ? null
      : { action: 'note', event: 'contact_allowed', set: { contact: 'neutral' satisfies Contact } },
  );
}
