import { type Kysely, sql } from 'kysely';
import { chargeAll, countAll, emptyFigures, readFacts } from '../db/count-figures.ts';
import { forgetMoved } from '../db/moved-programmes.ts';
import { writeRollups } from '../db/rollups.ts';
import type { Database } from '../db/schema.ts';
import { countBacklog, countGroups, countMessages, countRatings, markSnapshot, SNAPSHOTS } from '../db/snapshots.ts';
import { takeAllStaleMonths } from '../db/stale-months.ts';
import { readTrees } from '../db/trees.ts';
import type { Programme } from '../routing/programme.ts';
import { countedOf } from './count-figures.ts';
import { fillWorked } from './fill-worked.ts';
import { monthsUntil } from './refresh-snapshots.ts';
import { createSums, type Sums } from './sum-up.ts';

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly what: string;
  readonly done: number;
  readonly of: number;
}

/**
 * Counts all figures of a programme anew from its reports: one transaction that sees one moment, so pages show the old figures
 * until the new ones are whole. Comes to the same numbers as counting behind the changes does. What changes meanwhile is
 * counted after it.
 *
 * @param db without limits of time; takes some tens of seconds for a million reports
 * @param isNeeded asked once nobody else counts: where it says no, nothing is counted
 */
export async function rebuildFigures(
  db: Kysely<Database>,
  programme: Programme,
  now: Date,
  onProgress: (progress: RebuildProgress) => void,
  isNeeded: (db: Kysely<Database>) => Promise<boolean> = async () => true,
): Promise<void> {
  await fillWorked(db, programme);
  const { id: programmeId } = programme;
  const months = monthsUntil(programme, now);
  const steps: readonly Step[] = [
    { what: 'old figures', run: (tx) => forgetOld(tx, programme) },
    { what: 'reports', run: (tx) => countAll(tx, countedOf(programme)) },
    { what: 'sums', run: (tx) => sumUpAll(tx, programmeId) },
    { what: 'turns', run: (tx) => chargeAll(tx, countedOf(programme)) },
    { what: 'what is open', run: (tx) => countBacklog(tx, programmeId, now) },
    { what: 'messages', run: (tx) => countMessages(tx, months) },
    { what: 'ratings', run: (tx) => countRatings(tx, months) },
    { what: 'groups', run: (tx) => countGroups(tx, months) },
  ];
  await db.connection().execute(async (connection) => {
    // Before the transaction: it must see what whoever counts at this moment is about to write.
    await lock(connection, programmeId);
    try {
      if (!(await isNeeded(connection))) return;
      await runSteps(connection, programmeId, now, steps, onProgress);
      onProgress({ what: 'done', done: steps.length, of: steps.length });
    } finally {
      await unlock(connection, programmeId);
    }
  });
}

/** The old figures go, and with them the notes of what they did not follow yet. */
async function forgetOld(tx: Kysely<Database>, { id, revision }: Programme): Promise<void> {
  await emptyFigures(tx, id);
  await takeAllStaleMonths(tx, id);
  await forgetMoved(tx, id, revision);
}

interface Step {
  readonly what: string;
  readonly run: (db: Kysely<Database>) => Promise<void>;
}

async function runSteps(
  db: Kysely<Database>,
  programmeId: string,
  at: Date,
  steps: readonly Step[],
  onProgress: (progress: RebuildProgress) => void,
): Promise<void> {
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      // Sums of a million rows want memory, and spill to disk without it.
      await sql`set local work_mem = '256MB'`.execute(tx);
      for (const [index, { what, run }] of steps.entries()) {
        onProgress({ what, done: index, of: steps.length });
        await run(tx);
      }
      for (const what of SNAPSHOTS) await markSnapshot(tx, { programmeId, what, at });
    });
}

/** Puts all reports together month by month, so that only the sums of one are held at a time. */
async function sumUpAll(tx: Kysely<Database>, programmeId: string): Promise<void> {
  const trees = await readTrees(tx, programmeId);
  let month: string | null = null;
  let sums: Sums = createSums('', trees);
  for await (const facts of readFacts(tx, programmeId)) {
    for (const fact of facts) {
      if (fact.month !== month) {
        for (const some of sums.byKind()) await writeRollups(tx, programmeId, some);
        month = fact.month;
        sums = createSums(month, trees);
      }
      sums.add(fact, 1);
    }
  }
  for (const some of sums.byKind()) await writeRollups(tx, programmeId, some);
}

/** The locks that `lockFigures` and `lockSnapshots` ask for: whoever counts meanwhile leaves it to this one. */
const LOCKS = ['majibu figures ', 'majibu snapshots '] as const;

async function lock(db: Kysely<Database>, programmeId: string): Promise<void> {
  for (const name of LOCKS) {
    await sql`select pg_advisory_lock(hashtextextended(${name} || ${programmeId}::text, 0))`.execute(db);
  }
}

async function unlock(db: Kysely<Database>, programmeId: string): Promise<void> {
  for (const name of LOCKS) {
    await sql`select pg_advisory_unlock(hashtextextended(${name} || ${programmeId}::text, 0))`.execute(db);
  }
}
