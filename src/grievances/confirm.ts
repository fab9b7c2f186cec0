import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { type Change, changeWithin, type Situation, type Told } from './change-grievance.ts';

/**
 * The second key: the citizen says that it is fixed. Where the report does not wait for her word (she has given it
 * before, or it is open again) nothing changes. By SMS she is answered; on USSD she reads it on the screen.
 */
export async function confirm(deps: Deps, tx: Tx, actor: Actor, key: GrievanceKey): Promise<Grievance> {
  return changeWithin(deps, tx, key, actor, (situation) => decideConfirm(situation, actor));
}

const TELL: Told = {
  purpose: 'closed',
  isOwnAction: true,
  text: ({ locale }, { reference }) => locale.sms.confirmed(reference),
};

/** What her "yes" comes to; null: nobody waits for her word. */
export function decideConfirm({ grievance, now }: Situation, { channel }: Pick<Actor, 'channel'>): Change | null {
  if (grievance.status !== 'resolved') return null;
  return {
    action: 'confirm',
    event: 'confirmed',
    set: { outcome: 'confirmed', closed_at: now },
    ...(channel === 'sms' ? { tell: TELL } : {}),
  };
}
