import { type GrievanceKey, insertEvent, lockGrievance } from '../db/grievances.ts';
import { closePaging } from '../db/pagings.ts';
import type { Grievance } from '../db/schema.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './actor.ts';

/**
 * Opens a sealed report for whoever may see it (`key.visible`): that she has looked, and how, is written down each time, and
 * nobody else is called to it.
 *
 * @throws {AppError} `not_found`, also where the report is not sealed
 */
export async function openSealed(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  actor: Actor,
  key: GrievanceKey,
): Promise<Grievance> {
  return transact(deps, async (tx) => {
    const grievance = await lockGrievance(tx.db, key);
    if (!grievance || grievance.stream === 'ordinary') {
      throw new AppError('not_found', 'There is no sealed report with this reference.');
    }
    const at = deps.now();
    await insertEvent(tx.db, grievance, actor, { type: 'viewed', officeId: grievance.office_id, data: {}, at });
    await closePaging(tx.db, grievance.id, { by: actor.channel === 'api' ? null : actor.id, at });
    return grievance;
  });
}
