import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { LoadedProgramme } from '../routing/load-programme.ts';
import type { Programmes } from '../routing/programme.ts';
import { type RebuildProgress, rebuildFigures } from './rebuild-figures.ts';

/**
 * Counts the figures anew of programmes whose places or categories lie elsewhere since they were loaded, or whose months begin at
 * another hour: what a report was counted into until then is no longer above it, and could not be taken out again.
 *
 * @param db without limits of time
 */
export async function rebuildMoved(
  { db, now, programmes }: { db: Kysely<Database>; now: () => Date; programmes: Programmes },
  loaded: readonly LoadedProgramme[],
  onProgress: (programme: string, progress: RebuildProgress) => void,
): Promise<void> {
  for (const { id, name, hasMoved } of loaded) {
    const programme = programmes.byId(id);
    if (!hasMoved || !programme) continue;
    await rebuildFigures(db, programme, now(), (progress) => onProgress(name, progress));
  }
}
