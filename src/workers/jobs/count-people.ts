import { countPeopleServed, readPeopleServed } from '../../db/people-served.ts';
import type { Deps } from '../../deps.ts';
import type { Job } from '../job.ts';

/** How many people had an answer is counted anew when it is older. */
export const PEOPLE_KEPT_MS = 24 * 60 * 60_000;

/** A day has gone since the people of a programme were counted. */
export const countPeopleJob: Job = {
  name: 'count-people',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 5_000,
  run: countPeople,
};

async function countPeople({ db, now: clock }: Pick<Deps, 'db' | 'now'>, programmeId: string): Promise<void> {
  const now = clock();
  const all = (await readPeopleServed(db, programmeId)).find(({ group_code: code }) => code === '');
  if (all && now.getTime() - all.counted_at.getTime() < PEOPLE_KEPT_MS) return;
  await countPeopleServed(db, programmeId, now);
}
