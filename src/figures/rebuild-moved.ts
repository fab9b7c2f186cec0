import type { Kysely } from 'kysely';
import { listMoved } from '../db/moved-programmes.ts';
import type { Database } from '../db/schema.ts';
import type { Programmes } from '../routing/programme.ts';
import { type RebuildProgress, rebuildFigures } from './rebuild-figures.ts';

/**
 * Counts the figures anew of programmes whose places or categories lie elsewhere since they were counted, or whose months begin at
 * another hour: what a report was counted into until then is no longer above it, and could not be taken out again. Goes by what
 * loading has noted, whoever loaded it and however long ago; of two at once the second finds it done.
 *
 * @param db without limits of time
 */
export async function rebuildMoved(
  { db, now, programmes }: { db: Kysely<Database>; now: () => Date; programmes: Programmes },
  onProgress: (programme: string, progress: RebuildProgress) => void,
): Promise<void> {
  for (const id of await listMoved(db)) {
    const programme = programmes.byId(id);
    if (!programme) continue;
    await rebuildFigures(
      db,
      programme,
      now(),
      (progress) => onProgress(programme.name, progress),
      async (locked) => (await listMoved(locked)).includes(id),
    );
  }
}
