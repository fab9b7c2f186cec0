import { validate as isUuid } from 'uuid';
import { findColleague } from '../db/assignees.ts';
import { type GrievanceKey, lockGrievance } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './actor.ts';
import { changeWithin } from './change-grievance.ts';
import { isOpen } from './transitions.ts';

/**
 * Gives a report to one official of the office that has it, or to nobody in particular. Status and clocks stay, and the
 * citizen is not told: for her it is with the office.
 *
 * @param input.account row id of an account; null: nobody
 * @throws {AppError} `invalid` when she is no official of that office; `conflict` when no office has it, it is sealed, or it
 *   has ended
 */
export async function assign(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { account: string | null },
): Promise<Grievance> {
  return transact(deps, async (tx) => {
    const officeId = (await lockGrievance(tx.db, key))?.office_id ?? null;
    const { account } = input;
    const isNobody = account === null || officeId === null;
    const to = isNobody ? null : isUuid(account) ? await findColleague(tx.db, account, officeId) : undefined;
    return changeWithin(deps, tx, key, actor, ({ grievance, office }) => {
      if (!office) throw new AppError('conflict', 'No office has this report yet: there is nobody to give it to.');
      if (grievance.stream !== 'ordinary') {
        throw new AppError('conflict', 'A sealed report is given to nobody: every focal point of its stream sees it.');
      }
      if (!isOpen(grievance.status) && grievance.status !== 'resolved') {
        throw new AppError('conflict', 'This report has ended: there is nothing left to do.');
      }
      if (to === undefined) throw invalidAccount('No official of the office that has the report.');
      if (grievance.assignee_id === (to?.id ?? null)) return null;
      return {
        action: 'note',
        event: 'assigned',
        set: { assignee_id: to?.id ?? null },
        data: { from: grievance.assignee_id, to: to?.id ?? null },
      };
    });
  });
}

function invalidAccount(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'account', message }] });
}
