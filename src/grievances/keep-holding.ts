import type { Kysely } from 'kysely';
import { closeHolding, findOpenHolding, insertHolding, type NewHolding } from '../db/holdings.ts';
import type { Database, Grievance } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import type { Situation } from './change-grievance.ts';
import { isOpen } from './transitions.ts';
import { workingMinutesBetween } from './working-time.ts';

type Turn = Pick<NewHolding, 'holder' | 'office_id'>;

/**
 * Writes down whose turn it is after a change, and what the time until now is charged to. The first turn begins with the
 * filing; from there to the end every moment is charged to somebody, once.
 */
export async function keepHolding(
  db: Kysely<Database>,
  { grievance: before, programme, now }: Situation,
  saved: Grievance,
): Promise<void> {
  const was = turnOf(before);
  const is = turnOf(saved);
  const isSame = was?.holder === is?.holder && was?.office_id === is?.office_id;
  if (isSame && isOpen(before.status) === isOpen(saved.status)) return;
  const row = { grievance_id: saved.id, programme_id: saved.programme_id };
  const open = await findOpenHolding(db, saved.id);
  const charge = (turn: Turn, from: Date) => ({ until_at: now, working_minutes: charged(programme, turn, from, now) });
  if (open) await closeHolding(db, open.id, charge(open, open.from_at));
  // Nobody's turn was written down yet: it was filed a moment ago, or before there were turns.
  const unwritten = isOpen(before.status) && !open;
  const isNew = unwritten && was === null && is !== null;
  if (unwritten && !isNew) {
    const turn = was ?? TRIAGE;
    await insertHolding(db, { ...row, ...turn, from_at: before.filed_at, ...charge(turn, before.filed_at) });
  }
  if (is) await insertHolding(db, { ...row, ...is, from_at: isNew ? before.filed_at : now });
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
