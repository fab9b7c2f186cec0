import { randomUUID } from 'node:crypto';
import type { Heir, SettledCall, UnsettledCall } from '../db/settle-sessions.ts';
import type { Programme } from '../routing/programme.ts';
import { canBeOffered } from './offer-draft.ts';
import type { Parked } from './screen.ts';
import { DRAFT_KEPT_MS, keptSince, leftBy, type SessionState, STRANGER, startState } from './state.ts';

/** What the row of a call that is over is needed for: a late repeat of a request must find it, and file nothing again. */
const ROW_KEPT_MS = 60 * 60_000;

const HOUR_MS = 60 * 60_000;

/** What stays of a call that is over. */
export interface Kept {
  readonly row: SettledCall;
  /** The row must not lead to a phone any more. */
  readonly isUntied: boolean;
  /** What the call leaves to its phone, where its own row can hold nothing. */
  readonly heir: Heir | null;
}

/**
 * What stays of a call that is over: its row for an hour, and for a day what was left unfinished.
 *
 * A call in which a PIN was given or typed is untied from its phone: its last request has the time at which something
 * happened to that report, and the two must not be put together. What it leaves goes into a row of its own.
 *
 * @param state null: stored by another version; it says nothing, and is not gone on with either
 * @returns null where it cannot be untied yet: the call before it has first to learn that there was a later one
 */
export function whatIsKept(
  programme: Programme | undefined,
  state: SessionState | null,
  call: UnsettledCall,
  now: Date,
): Kept | null {
  const found = programme && state && !call.is_superseded ? leftBy(programme, state, keptSince(now)) : null;
  // Who stays anonymous may go on within minutes; after that her words and her phone do not lie side by side.
  const left = found?.draft.isAnonymous ? null : found;
  const isBroken = !call.is_complete && left !== null && programme !== undefined && canBeOffered(programme, left);
  // What an earlier call had left may have been offered: that offer may have to change, or to be taken back.
  const isOffered = isBroken || isAfterOthers(call);
  if (state === null || !hasPin(state)) {
    return { row: { id: call.id, isOffered, ...asStored(left, state, call.created_at) }, isUntied: false, heir: null };
  }
  if (call.is_behind) return null;
  const beganBy = new Date(Math.ceil(call.created_at.getTime() / HOUR_MS) * HOUR_MS);
  const row = { id: call.id, isOffered: false, ...asStored(null, state, beganBy) };
  if (left === null && !isOffered) return { row, isUntied: true, heir: null };
  const heir = { id: `left-${randomUUID()}`, of: call.id, isOffered, ...asStored(left, state, beganBy) };
  return { row, isUntied: true, heir };
}

/** The last call of its phone, with something left by those before it: what was done with that in this one counts. */
export function isAfterOthers({ has_earlier: hasEarlier, is_superseded: isSuperseded }: UnsettledCall): boolean {
  return hasEarlier && !isSuperseded;
}

function hasPin({ draft }: SessionState): boolean {
  return draft.receipt?.pin !== undefined || draft.reference !== undefined || draft.opened !== undefined;
}

/** Nothing but what was left unfinished, and the language it is read in: whatever else was under way is gone. */
function asStored(
  left: Parked | null,
  state: SessionState | null,
  beganAt: Date,
): Pick<SettledCall, 'state' | 'forgetAt'> {
  const rowKeptUntil = beganAt.getTime() + ROW_KEPT_MS;
  if (left === null || state === null) return { state: {}, forgetAt: new Date(rowKeptUntil) };
  const { language: _none, ...stranger } = STRANGER;
  const since = left.since ?? beganAt.toISOString();
  return {
    state: { ...startState(state.language, stranger), parked: { ...left, since } },
    forgetAt: new Date(Math.max(rowKeptUntil, Date.parse(since) + DRAFT_KEPT_MS)),
  };
}
