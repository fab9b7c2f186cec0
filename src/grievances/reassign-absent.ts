import { findColleague, listAssigned, listAwayWithReports } from '../db/assignees.ts';
import { lockGrievance } from '../db/grievances.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';
import type { Actor } from './actor.ts';
import { giveOut } from './assignee-after.ts';
import { changeWithin, situate } from './change-grievance.ts';
import { localDay } from './local-day.ts';

/**
 * Gives what an official has to others of her office, each to who has the least to do, if she is away today or does not
 * work there any more. Where nobody else is there she keeps what she has, or, if it is not her office any more, nobody has it:
 * then it waits for everybody there. Harmless when run twice.
 *
 * @param actor who said that she is away
 * @param accountId row id of her account
 * @returns how many others have now
 */
export async function reassignAbsent(deps: Deps, actor: Actor, accountId: string): Promise<number> {
  let given = 0;
  for (const grievanceId of await listAssigned(deps.db, accountId)) {
    if (await transact(deps, (tx) => reassign(deps, tx, actor, { accountId, grievanceId }))) given += 1;
  }
  return given;
}

/** `reassignAbsent` for everybody of a programme whose absence has begun, or whose account was closed. */
export async function reassignAllAbsent(deps: Deps, actor: Actor, programme: Programme): Promise<number> {
  const day = localDay(deps.now(), programme.calendar.timeZone);
  let given = 0;
  for (const accountId of await listAwayWithReports(deps.db, programme.id, day)) {
    given += await reassignAbsent(deps, actor, accountId);
  }
  return given;
}

/** Whether another has it now. */
async function reassign(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { accountId, grievanceId }: { accountId: string; grievanceId: string },
): Promise<boolean> {
  const grievance = await lockGrievance(tx.db, { id: grievanceId });
  if (!grievance || grievance.assignee_id !== accountId || grievance.office_id === null) return false;
  const { programme, now } = situate(deps, grievance);
  const to = await giveOut(tx.db, { officeId: grievance.office_id, programme, now }, { has: accountId });
  if (to === accountId || (to === null && (await findColleague(tx.db, accountId, grievance.office_id)))) return false;
  await changeWithin(deps, tx, { id: grievanceId }, actor, () => ({
    action: 'note',
    event: 'assigned',
    set: { assignee_id: to },
    data: { from: accountId, to, why: 'absent' },
  }));
  return true;
}
