import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { type Change, changeGrievance } from './change-grievance.ts';

/** A remark among officials. The citizen is not told, and no clock stops. */
export async function addNote(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { text: string },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, () => decideNote(input));
}

/** What a remark comes to. */
export function decideNote({ text }: { text: string }): Change {
  return { action: 'note', event: 'noted', data: { text } };
}
