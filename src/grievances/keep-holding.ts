import type { Kysely } from 'kysely';
import { closeHolding, findOpenHolding, insertHolding, type NewHolding } from '../db/holdings.ts';
import type { Database, Grievance } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import type { Situation } from './change-grievance.ts';
import { isOpen } from './transitions.ts';
import { workingMinutesBetween } from './working-time.ts';

type Turn = Pick<NewHolding, 'holder' | 'office_id'>;

/** The end of a turn. */
interface Charge {
  readonly until_at: Date;
  readonly working_minutes: number;
}

/**
 * Writes down whose turn it is after a change, and what the time until now is charged to. The first turn begins with the
 * filing; from there to the end every moment is charged to somebody, once.
 */
export async function keepHolding(db: Kysely<Database>, situation: Situation, saved: Grievance): Promise<void> {
  if (!isHandedOver(situation.grievance, saved)) return;
  const open = await findOpenHolding(db, saved.id);
  const { ended, begun } = turnsAfter(situation, saved, open);
  if (open && ended) await closeHolding(db, open.id, ended);
  for (const turn of begun) await insertHolding(db, turn);
}

/** Whether a change makes it somebody else's turn, or ends it, or opens it again. */
export function isHandedOver(before: Grievance, saved: Grievance): boolean {
  const was = turnOf(before);
  const is = turnOf(saved);
  const isSame = was?.holder === is?.holder && was?.office_id === is?.office_id;
  return !isSame || isOpen(before.status) !== isOpen(saved.status);
}

/**
 * How the turn that is open ends, and which turns are written down. Pure. To be asked where `isHandedOver`.
 *
 * @param open the turn that is open; undefined: none
 */
export function turnsAfter(
  { grievance: before, programme, now }: Situation,
  saved: Grievance,
  open: (Turn & { readonly from_at: Date }) | undefined,
): { ended: Charge | null; begun: NewHolding[] } {
  const was = turnOf(before);
  const is = turnOf(saved);
  const row = { grievance_id: saved.id, programme_id: saved.programme_id };
  const charge = (turn: Turn, from: Date) => ({ until_at: now, working_minutes: charged(programme, turn, from, now) });
  const begun: NewHolding[] = [];
  // Nobody's turn was written down yet: it was filed a moment ago, or before there were turns.
  const unwritten = isOpen(before.status) && !open;
  const isNew = unwritten && was === null && is !== null;
  if (unwritten && !isNew) {
    const turn = was ?? TRIAGE;
    begun.push({ ...row, ...turn, from_at: before.filed_at, ...charge(turn, before.filed_at) });
  }
  if (is) begun.push({ ...row, ...is, from_at: isNew ? before.filed_at : now });
  return { ended: open ? charge(open, open.from_at) : null, begun };
}

const TRIAGE: Turn = { holder: 'triage', office_id: null };

/** Whose turn it is; null: nobody's, for it has ended, or the router has not looked at it yet. */
function turnOf({ status, office_id: officeId, triaged_at: triagedAt }: Grievance): Turn | null {
  if (status === 'awaiting_citizen') return { holder: 'citizen', office_id: officeId };
  if (status === 'filed') return triagedAt === null ? null : TRIAGE;
  if (status !== 'routed' && status !== 'acknowledged') return null;
  return officeId === null ? TRIAGE : { holder: 'office', office_id: officeId };
}

/** By the hours of the office that had it, by the programme's for anybody else. */
function charged({ calendar, byId }: Programme, { holder, office_id: officeId }: Turn, from: Date, to: Date): number {
  const office = holder === 'office' ? byId.offices.get(officeId ?? '') : undefined;
  return workingMinutesBetween(calendar, office?.hours ?? null, from, to);
}
