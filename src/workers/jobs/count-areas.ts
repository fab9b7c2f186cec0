import { DateTime } from 'luxon';
import { countAreaFigures, lastCounted } from '../../db/area-figures.ts';
import type { Deps } from '../../deps.ts';
import type { Job } from '../job.ts';

/** Figures younger than this are good enough for a screen; the sweep wakes this job when they are older. */
export const FIGURES_KEPT_MS = 60 * 60_000;

/** The figures of a programme's areas are old: counts the ordinary reports of the last 12 months anew. */
export const countAreasJob: Job = {
  name: 'count-areas',
  queue: 'maintenance',
  attempts: 1,
  backoffMs: 1_000,
  run: countAreas,
};

async function countAreas({ db, now: clock }: Pick<Deps, 'db' | 'now'>, programmeId: string): Promise<void> {
  const now = clock();
  const last = await lastCounted(db, programmeId);
  if (last !== null && now.getTime() - last.getTime() < FIGURES_KEPT_MS) return;
  const from = DateTime.fromJSDate(now, { zone: 'utc' }).minus({ months: 12 }).toJSDate();
  await countAreaFigures(db, programmeId, { from, now });
}
