import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { type Change, changeWithin, type Situation, type Told } from './change-grievance.ts';
import { tellOffice } from './tell-office.ts';

const TELL: Told = {
  purpose: 'goes_on',
  text: ({ locale }, { reference, office, due }) => locale.sms.goesOn(reference, office, due),
};

/**
 * The citizen objects to being waited for: the clock of the office runs on, no question stops it any more, and the office is
 * told. Where nobody waits for her nothing changes. By SMS she is answered; on USSD she reads it on the screen.
 */
export async function goOn(deps: Deps, tx: Tx, actor: Actor, key: GrievanceKey): Promise<Grievance> {
  let hasWaited = false;
  const after = await changeWithin(deps, tx, key, actor, (situation) => {
    const change = decideGoOn(situation, actor);
    hasWaited = change !== null;
    return change;
  });
  if (hasWaited)
    await tellOffice(deps, tx, after, { purpose: 'reminder', text: ({ time }, work) => time.objected(work) });
  return after;
}

/** What her objection comes to; null: nobody waits for her. */
export function decideGoOn({ grievance, now }: Situation, { channel }: Pick<Actor, 'channel'>): Change | null {
  if (grievance.status !== 'awaiting_citizen') return null;
  return {
    action: 'go_on',
    event: 'objected',
    set: { objected_at: now },
    ...(channel === 'sms' ? { tell: { ...TELL, isOwnAction: true } } : {}),
  };
}

/** What follows when she has not answered in the time there was; null: that is not over. */
export function waitedEnough({ grievance, now }: Pick<Situation, 'grievance' | 'now'>): Change | null {
  const { status, waiting_until: until } = grievance;
  if (status !== 'awaiting_citizen' || until === null || until > now) return null;
  return { action: 'go_on', event: 'waited_enough', tell: TELL };
}
