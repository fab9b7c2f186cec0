import { rememberCitizen } from '../../db/citizens.ts';
import type { Citizen } from '../../db/schema.ts';
import type { Tx } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import type { Phone } from '../../phone.ts';
import type { Programme } from '../../routing/programme.ts';
import type { Again, Effect } from '../screen.ts';
import type { SessionState } from '../state.ts';

/** The call in which something is to be done. */
export interface Call {
  readonly programme: Programme;
  readonly sessionId: string;
  readonly phone: Phone;
  /** Which turn of the call this is, from 0: one thing filed in it is told from what an earlier turn filed. */
  readonly turn: number;
}

/** What an effect comes to: where the call stands now, and why the screen comes again where it did not work. */
export interface Learnt {
  readonly state: SessionState;
  readonly again?: Again;
}

/** Does what one kind of effect asks for, in the transaction that also saves the call. */
export type Run<T extends Effect['type']> = (
  deps: Deps,
  tx: Tx,
  call: Call,
  state: SessionState,
  effect: Extract<Effect, { type: T }>,
) => Promise<Learnt>;

/** Finds or makes the caller's row, and remembers `facts` of her. */
export function remember(
  deps: Deps,
  tx: Tx,
  call: Call,
  facts: Parameters<typeof rememberCitizen>[3],
): Promise<Citizen> {
  const at = { programmeId: call.programme.id, phone: call.phone, now: deps.now() };
  return rememberCitizen(tx.db, deps.config, at, facts);
}
