import type { Kysely } from 'kysely';
import { type Candidate, listPresent, lockGiving, markGiven, readLoads } from '../db/assignees.ts';
import type { Database, Grievance } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import type { Situation } from './change-grievance.ts';
import { localDay } from './local-day.ts';
import { isOpen } from './transitions.ts';

/**
 * Which official has a grievance after a change: where it came to another office, or is open again and she is not there any
 * more, the one there who has the least to do; else whoever the change says. Nobody has a sealed report, or one in triage.
 */
export async function assigneeAfter(
  db: Kysely<Database>,
  { grievance, programme, now }: Situation,
  changed: Grievance,
): Promise<string | null> {
  if (changed.stream !== 'ordinary' || changed.office_id === null) return null;
  const at = { officeId: changed.office_id, programme, now };
  if (grievance.office_id !== changed.office_id) return giveOut(db, at, { has: null });
  const isOpenAgain = isOpen(changed.status) && !isOpen(grievance.status);
  return isOpenAgain ? giveOut(db, at, { has: changed.assignee_id }) : changed.assignee_id;
}

/** An office that has something to give to one of its people. */
export interface Giving {
  readonly officeId: string;
  readonly programme: Programme;
  readonly now: Date;
}

/**
 * Gives one report to the official of an office who has the least to do, among those who are there today. One transaction
 * after the other, so that many at once spread evenly.
 *
 * @param to.has who has it: she keeps it while she is there; null: nobody
 * @returns null when nobody is there
 */
export async function giveOut(
  db: Kysely<Database>,
  { officeId, programme, now }: Giving,
  { has }: { has: string | null },
): Promise<string | null> {
  const present = await listPresent(db, officeId, localDay(now, programme.calendar.timeZone));
  if (has !== null && present.includes(has)) return has;
  const [only, second] = present;
  if (only === undefined) return null;
  if (second === undefined) return only;
  await lockGiving(db, officeId);
  const chosen = leastLoaded(await readLoads(db, present));
  if (chosen !== null) await markGiven(db, chosen, now);
  return chosen;
}

/**
 * Whose turn it is: who has the fewest open reports; of several, who was given one longest ago; of those, the first by id.
 * Null: nobody is there.
 */
export function leastLoaded(candidates: readonly Candidate[]): string | null {
  const [first] = [...candidates].sort(
    (one, other) =>
      one.open - other.open ||
      (one.givenAt?.getTime() ?? 0) - (other.givenAt?.getTime() ?? 0) ||
      (one.id < other.id ? -1 : 1),
  );
  return first?.id ?? null;
}
