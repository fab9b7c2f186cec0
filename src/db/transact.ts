import { sql, Transaction } from 'kysely';
import type { Deps } from '../deps.ts';
import type { JobName, Wake, WakeOptions } from '../workers/job-names.ts';
import type { Database } from './schema.ts';

/** A transaction under way, and the wake-ups to give once it is committed. */
export interface Tx {
  readonly db: Transaction<Database>;
  readonly wake: Wake;
}

/**
 * Runs `work` in one transaction. Wake-ups asked for inside are given only after the commit, and not at all otherwise. With
 * `joining` it is a part of the transaction under way: where it fails, what it did is taken back, and nothing else.
 */
export async function transact<T>(deps: Pick<Deps, 'db' | 'wake'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const wakeUps: [JobName, string, WakeOptions | undefined][] = [];
  const run = (db: Transaction<Database>) => work({ db, wake: (job, id, options) => wakeUps.push([job, id, options]) });
  const { db } = deps;
  const result = db instanceof Transaction ? await inPart(db, run) : await db.transaction().execute(run);
  for (const [job, id, options] of wakeUps) deps.wake(job, id, options);
  return result;
}

/** For what opens a transaction of its own: it becomes a part of the one that is under way. */
export function joining<D extends Pick<Deps, 'db' | 'wake'>>(deps: D, { db, wake }: Tx): D {
  return { ...deps, db, wake };
}

async function inPart<T>(db: Transaction<Database>, run: (db: Transaction<Database>) => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(db);
  try {
    const result = await run(db);
    await sql`release savepoint part`.execute(db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint part`.execute(db);
    await sql`release savepoint part`.execute(db);
    throw error;
  }
}
