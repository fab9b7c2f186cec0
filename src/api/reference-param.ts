import { sql } from 'kysely';
import { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import { visibleGrievances } from '../accounts/scope.ts';
import { type ListedGrievance, readGrievance } from '../db/list-grievances.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { parseReference } from '../grievances/reference.ts';

/** The reference in a path. Checked by `findVisible`: a mistyped one is not found, and the answer says why. */
export const referenceParams = z.object({
  reference: z.string().describe('Eight digits; spaces and dashes between them do no harm.'),
});

/**
 * The grievance with this reference, if this caller may see it. What she may not see does not exist for her.
 *
 * @throws {AppError} `not_found`, saying so where a digit was mistyped
 */
export async function findVisible(
  deps: Pick<Deps, 'db' | 'now'>,
  caller: Caller,
  typed: string,
): Promise<ListedGrievance> {
  const parsed = parseReference(typed);
  if (!parsed.ok) {
    throw new AppError(
      'not_found',
      parsed.reason === 'shape'
        ? 'This is no reference: a reference has eight digits and does not begin with 0.'
        : 'A digit of this reference is wrong: its check digit does not fit. Compare it with the SMS.',
    );
  }
  const isIt = sql<boolean>`grievances.reference = ${parsed.reference}`;
  const found = await readGrievance(deps.db, { where: [visibleGrievances(caller), isIt], now: deps.now() });
  if (!found) throw new AppError('not_found', 'There is no report with this reference.');
  return found;
}
