import type { Kysely } from 'kysely';
import type { Database, Grievance } from '../db/schema.ts';
import type { Situation } from './change-grievance.ts';

/** Which official has a grievance after a change: the same one, or another where it came to another office. */
export async function assigneeAfter(
  _db: Kysely<Database>,
  { grievance }: Situation,
  changed: Grievance,
): Promise<string | null> {
  return grievance.office_id === changed.office_id ? changed.assignee_id : null;
}
