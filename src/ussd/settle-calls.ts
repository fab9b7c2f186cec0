import { type CallEnd, countCallEnds } from '../db/call-ends.ts';
import {
  forgetEarlier,
  lockUnsettled,
  saveHeirs,
  saveSettled,
  type UnsettledCall,
  untie,
} from '../db/settle-sessions.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Programme, Programmes } from '../routing/programme.ts';
import { callEnd } from './call-end.ts';
import { type SessionState, STATE_VERSION } from './state.ts';
import { isAfterOthers, whatIsKept } from './what-is-kept.ts';

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
    const { found, done } = await transact(deps, async (tx) => {
      const calls = await lockUnsettled(tx.db, { ...over, limit: wanted });
      return { found: calls.length, done: await settle(deps, tx, calls) };
    });
    settled += done;
    // What was left waits for what has just been done.
    const isMore = found === wanted || done < found;
    if (done === 0 || settled >= limit || !isMore) return settled;
  }
}

/** Resolves to how many were settled; one that has to wait for an earlier one is left. */
async function settle(deps: SettleDeps, tx: Tx, calls: readonly UnsettledCall[]): Promise<number> {
  const now = deps.now();
  const over = calls.flatMap((call) => {
    const programme = deps.programmes.byId(call.programme_id);
    const state = readState(call.state);
    const kept = whatIsKept(programme, state, call, now);
    return kept ? { ...kept, call, end: programme && state && endOf(programme, state, call) } : [];
  });
  if (over.length === 0) return 0;
  const [rows, heirs] = [over.map(({ row }) => row), over.flatMap(({ heir }) => heir ?? [])];
  await saveSettled(tx.db, rows, now);
  const last = over.filter(({ call }) => isAfterOthers(call)).map(({ row }) => row.id);
  if (last.length > 0) await forgetEarlier(tx.db, last);
  if (heirs.length > 0) await saveHeirs(tx.db, heirs);
  const untied = over.filter(({ isUntied }) => isUntied).map(({ row }) => row.id);
  if (untied.length > 0) await untie(tx.db, untied);
  const ends = over.flatMap(({ end }) => end ?? []);
  await countCallEnds(tx.db, ends);
  for (const { id, isOffered } of [...rows, ...heirs]) if (isOffered) tx.wake('offer-draft', id);
  return over.length;
}

function readState(stored: object): SessionState | null {
  const state = stored as Partial<SessionState>;
  return state.version === STATE_VERSION ? (stored as SessionState) : null;
}

function endOf(programme: Programme, state: SessionState, call: UnsettledCall): CallEnd | null {
  return callEnd(programme, state, { beganAt: call.created_at, isComplete: call.is_complete });
}
