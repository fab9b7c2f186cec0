import { type CallEnd, countCallEnds } from '../db/call-ends.ts';
import {
  forgetEarlier,
  lockUnsettled,
  type SettledCall,
  saveSettled,
  type UnsettledCall,
} from '../db/settle-sessions.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Programme, Programmes } from '../routing/programme.ts';
import { callEnd } from './call-end.ts';
import { canBeOffered } from './offer-draft.ts';
import type { Parked } from './screen.ts';
import { DRAFT_KEPT_MS, leftBy, type SessionState, STATE_VERSION, STRANGER, startState } from './state.ts';

/**
 * After the carrier has told the end of a call. A turn under way at that moment is done by then, and whoever has dialled
 * again by then, as people do when a line drops, needs no SMS.
 */
export const SETTLE_AFTER_MS = 60_000;

/**
 * Where the carrier tells no end: a session lasts some 180 s and a caller may idle for 60 of them, so a call that began
 * five minutes ago and was silent for three is over.
 */
const OVER_AFTER_MS = 5 * 60_000;
const SILENT_MS = 3 * 60_000;

/** What a call that is over is needed for: a late repeat of a request must find it, and file nothing again. */
const ROW_KEPT_MS = 60 * 60_000;

/** In one transaction: it holds rows for which a turn of so late a caller would have to wait. */
const AT_ONCE = 500;

/** What settling needs. */
export type SettleDeps = Pick<Deps, 'db' | 'now' | 'wake'> & { readonly programmes: Pick<Programmes, 'byId'> };

/**
 * Settles one call whose end the carrier has told: counts how it ended, takes out what was typed but for what was left
 * unfinished, and has that offered by SMS. Does nothing to a call that goes on or was settled.
 */
export async function settleCall(deps: SettleDeps, id: string): Promise<void> {
  await transact(deps, async (tx) => settle(deps, tx, await lockUnsettled(tx.db, { id })));
}

/** Settles the calls whose time has passed, oldest first, `limit` at most. Resolves to how many. */
export async function settleCalls(deps: SettleDeps, limit: number): Promise<number> {
  const now = deps.now().getTime();
  const over = { startedBefore: new Date(now - OVER_AFTER_MS), quietSince: new Date(now - SILENT_MS) };
  let settled = 0;
  for (;;) {
    const wanted = Math.min(AT_ONCE, limit - settled);
    const found = await transact(deps, async (tx) => {
      const calls = await lockUnsettled(tx.db, { ...over, limit: wanted });
      await settle(deps, tx, calls);
      return calls.length;
    });
    settled += found;
    if (found < wanted || settled >= limit) return settled;
  }
}

async function settle(deps: SettleDeps, tx: Tx, calls: readonly UnsettledCall[]): Promise<void> {
  if (calls.length === 0) return;
  const ends: CallEnd[] = [];
  const settled: SettledCall[] = [];
  for (const call of calls) {
    const programme = deps.programmes.byId(call.programme_id);
    // A state of another version says nothing, and is not gone on with either.
    const state = readState(call.state);
    const end =
      programme && state && callEnd(programme, state, { beganAt: call.created_at, isComplete: call.is_complete });
    if (end) ends.push(end);
    settled.push(whatIsKept(programme, state, call));
  }
  await saveSettled(tx.db, settled, deps.now());
  const last = calls.filter(isAfterOthers).map(({ id }) => id);
  if (last.length > 0) await forgetEarlier(tx.db, last);
  await countCallEnds(tx.db, ends);
  for (const { id, isOffered } of settled) if (isOffered) tx.wake('offer-draft', id);
}

/** The last call of its phone, with something left by those before it: what was done with that in this one counts. */
function isAfterOthers({ has_earlier: hasEarlier, is_superseded: isSuperseded }: UnsettledCall): boolean {
  return hasEarlier && !isSuperseded;
}

function readState(stored: object): SessionState | null {
  const state = stored as Partial<SessionState>;
  return state.version === STATE_VERSION ? (stored as SessionState) : null;
}

function whatIsKept(programme: Programme | undefined, state: SessionState | null, call: UnsettledCall): SettledCall {
  const { id, created_at: beganAt, is_complete: isComplete } = call;
  const left = programme && state && !call.is_superseded ? leftBy(programme, state) : null;
  const isBroken = !isComplete && left !== null && programme !== undefined && canBeOffered(programme, left);
  return {
    id,
    state: left && state ? keep(left, state) : {},
    // What an earlier call had left may have been offered: that offer may have to change, or to be taken back.
    isOffered: isBroken || isAfterOthers(call),
    forgetAt: new Date(beganAt.getTime() + (left ? DRAFT_KEPT_MS : ROW_KEPT_MS)),
  };
}

/** Nothing but what was left unfinished, and the language it is read in: whatever else was under way is gone. */
function keep(parked: Parked, { language }: SessionState): SessionState {
  const { language: _none, ...stranger } = STRANGER;
  return { ...startState(language, stranger), parked };
}
