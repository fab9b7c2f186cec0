import type { Kysely } from 'kysely';
import { type CountedProgramme, chargeHoldings, lockFigures, recount, takeUncounted } from '../db/count-figures.ts';
import { addToRollups, type Fact } from '../db/rollups.ts';
import type { Database } from '../db/schema.ts';
import { noteStaleMonths } from '../db/stale-months.ts';
import { readTrees } from '../db/trees.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';
import { createSums, type Sums } from './sum-up.ts';
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

/** Counts some reports as they are now, in place of what they counted for before. */
async function countAgain(
  tx: Kysely<Database>,
  programme: CountedProgramme,
  grievanceIds: readonly string[],
): Promise<void> {
  if (grievanceIds.length === 0) return;
  const { before, after } = await recount(tx, programme, grievanceIds);
  const trees = await readTrees(tx, programme.programmeId);
  const months = new Map<string, Sums>();
  const addAll = (facts: readonly Fact[], sign: 1 | -1) => {
    for (const fact of facts) {
      const sums = months.get(fact.month) ?? createSums(fact.month, trees);
      months.set(fact.month, sums);
      sums.add(fact, sign);
    }
  };
  addAll(before, -1);
  addAll(after, 1);
  for (const sums of months.values()) {
    for (const some of sums.byKind()) await addToRollups(tx, programme.programmeId, some);
  }
  await noteStaleMonths(tx, programme.programmeId, 'groups', [...months.keys()]);
}

/** What counting needs to know of a programme. */
export function countedOf({ id, calendar }: Pick<Programme, 'id' | 'calendar'>): CountedProgramme {
  return { programmeId: id, timeZone: calendar.timeZone, bucketEnds: BUCKET_ENDS };
}
