import { type CountedProgramme, chargeHoldings, countAgain, lockFigures, takeUncounted } from '../db/count-figures.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';
import { BUCKET_ENDS } from './time-buckets.ts';

/** Notes of changes that are counted in one transaction, which takes some tens of milliseconds. */
const COUNTED_AT_ONCE = 500;
/** After so many the next job goes on: a worker that is told to stop waits for this one. */
const MOST_BATCHES = 40;

/**
 * Counts what has changed in a programme since the last time: every report as it is now, in place of what it counted for before.
 * By one at a time, behind the reports, so that nobody who files waits for it. Harmless when run twice or by two workers at
 * once: whoever comes second leaves it to the first.
 */
export async function countFigures(
  { db, programmes, wake }: Pick<Deps, 'db' | 'programmes' | 'wake'>,
  programmeId: string,
): Promise<void> {
  const programme = programmes.byId(programmeId);
  if (!programme) return;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const notes = await db.transaction().execute(async (tx) => {
      if (!(await lockFigures(tx, programmeId))) return 0;
      const taken = await takeUncounted(tx, programmeId, COUNTED_AT_ONCE);
      await countAgain(tx, countedOf(programme), taken.grievanceIds);
      await chargeHoldings(tx, countedOf(programme), taken.holdingIds);
      return taken.notes;
    });
    if (notes < COUNTED_AT_ONCE) return;
  }
  wake('count-figures', programmeId);
}

/** What counting needs to know of a programme. */
export function countedOf({ id, calendar }: Pick<Programme, 'id' | 'calendar'>): CountedProgramme {
  return { programmeId: id, timeZone: calendar.timeZone, bucketEnds: BUCKET_ENDS };
}
