import { lockAction } from '../db/actions.ts';
import { listReachableObservers, listReachableOfficials } from '../db/officials-to-tell.ts';
import type { Account, Action } from '../db/schema.ts';
import { findScorecard } from '../db/scorecards.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { cutToUnits } from '../encoding.ts';
import { dayOf } from '../forums/day-of.ts';
import { localDay } from '../grievances/local-day.ts';
import { type OfficialTelling, tellOfficial } from '../grievances/tell-official.ts';
import { ladderOf } from '../routing/ladder.ts';
import type { Office, Programme, Unit } from '../routing/programme.ts';
import { escalateAt } from './agree-action.ts';

/** Of what was agreed so many UTF-16 units go into the SMS; all of it stands in the console. */
export const WHAT_UNITS = 40;

type RemindDeps = Pick<Deps, 'config' | 'db' | 'now' | 'programmes' | 'wake'>;

/** An action of which somebody is to be told now. */
interface Due {
  readonly action: Action;
  readonly programme: Programme;
  readonly unit: Unit;
  /** The local day, ISO. */
  readonly today: string;
}

/**
 * Holds an office to what it promised, by SMS. Before the day every official of it who has a phone and is not away is reminded.
 * When the day is over and nobody has said what became of it, they are told that it is overdue, and so is the next office above
 * where somebody can be reached, as a report goes up the ladder; the observers where nobody can. Each once. Does nothing where
 * it is answered, or neither is due. In quiet hours the SMS waits for their end.
 */
export async function remindAction(deps: RemindDeps, id: string): Promise<void> {
  await transact(deps, async (tx) => {
    const due = await readDue(deps, tx, id);
    if (!due) return;
    const { action, programme, today } = due;
    const isOver = today > action.due_on;
    const isTold = isOver ? await escalate(deps, tx, due) : await remind(deps, tx, due);
    const toldAt = isTold ? deps.now() : null;
    const next = escalateAt(programme.calendar.timeZone, action.due_on);
    await tx.db
      .updateTable('actions')
      .set(isOver ? { remind_at: null, escalated_at: toldAt } : { remind_at: next, reminded_at: toldAt })
      .where('id', '=', id)
      .execute();
  });
}

async function readDue({ programmes, now: clock }: RemindDeps, { db }: Tx, id: string): Promise<Due | null> {
  const action = await lockAction(db, id);
  const now = clock();
  if (action?.state !== 'open' || action.remind_at === null || action.remind_at > now) return null;
  const card = await findScorecard(db, action.scorecard_id, []);
  const programme = programmes.byId(action.programme_id);
  const unit = programme?.byId.units.get(card?.unit_id ?? '');
  return programme && unit ? { action, programme, unit, today: localDay(now, programme.calendar.timeZone) } : null;
}

/** Whether somebody of the office was reached. */
async function remind(deps: RemindDeps, tx: Tx, { action, programme, unit, today }: Due): Promise<boolean> {
  const officials = await listReachableOfficials(tx.db, action.office_id, today);
  return tellAll(deps, tx, { programme, accounts: officials }, ({ time }, voice) =>
    time.actionDue(voice.name(unit.names), whatOf(action), dayOf(voice, programme, action.due_on)),
  );
}

/** Whether somebody above the office, or an observer, was reached. */
async function escalate(deps: RemindDeps, tx: Tx, { action, programme, today }: Due): Promise<boolean> {
  const office = programme.byId.offices.get(action.office_id);
  const text: OfficialTelling['text'] = ({ time }, voice) =>
    time.actionOverdue(office ? voice.name(office.names) : '', whatOf(action), dayOf(voice, programme, action.due_on));
  const own = await listReachableOfficials(tx.db, action.office_id, today);
  await tellAll(deps, tx, { programme, accounts: own }, text);
  const above = await reachableAbove(tx, office, today);
  const accounts = above.length > 0 ? above : await listReachableObservers(tx.db, programme.id, today);
  return tellAll(deps, tx, { programme, accounts }, text);
}

/** The officials of the nearest office above in which an SMS reaches anybody. */
async function reachableAbove({ db }: Tx, office: Office | undefined, today: string): Promise<Account[]> {
  for (const rung of office ? ladderOf(office).slice(1) : []) {
    const officials = await listReachableOfficials(db, rung.id, today);
    if (officials.length > 0) return officials;
  }
  return [];
}

async function tellAll(
  deps: RemindDeps,
  tx: Tx,
  { programme, accounts }: { readonly programme: Programme; readonly accounts: readonly Account[] },
  text: OfficialTelling['text'],
): Promise<boolean> {
  let told = 0;
  for (const account of accounts) {
    if ((await tellOfficial(deps, tx, { programme, account }, { purpose: 'reminder', text })) !== null) told += 1;
  }
  return told > 0;
}

function whatOf({ what }: Action): string {
  return cutToUnits(what, WHAT_UNITS);
}
