import type { Transaction } from 'kysely';
import type { Deps } from '../deps.ts';
import type { JobName, Wake, WakeOptions } from '../workers/job-names.ts';
import type { Database } from './schema.ts';

/** A transaction under way, and the wake-ups to give once it is committed. */
export interface Tx {
  readonly db: Transaction<Database>;
  readonly wake: Wake;
}

/** Runs `work` in one transaction. Wake-ups asked for inside are given only after the commit, and not at all otherwise. */
export async function transact<T>(deps: Pick<Deps, 'db' | 'wake'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const wakeUps: [JobName, string, WakeOptions | undefined][] = [];
  const result = await deps.db
    .transaction()
    .execute((db) => work({ db, wake: (job, id, options) => wakeUps.push([job, id, options]) }));
  for (const [job, id, options] of wakeUps) deps.wake(job, id, options);
  return result;
}
