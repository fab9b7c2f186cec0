import { openCrowd } from '../../src/demo/crowd.ts';
import { planFilings } from '../../src/demo/filings.ts';
import { playReport } from '../../src/demo/play-report.ts';
import type { Played } from '../../src/demo/played.ts';
import { type DemoConfig, openWorld } from '../../src/demo/world.ts';
import type { Programme } from '../../src/routing/programme.ts';

/** Plays a history of so many reports, of a year before `now`, without a database. */
export function playHistory(
  programme: Programme,
  config: DemoConfig,
  { count, seed, now }: { count: number; seed: number; now: Date },
): Played[] {
  const from = new Date(now.getTime() - 365 * 86_400_000);
  const world = openWorld(programme, config, { seed, from, now });
  const crowd = openCrowd(world, 1);
  const calendar = planFilings(world);
  return Array.from({ length: count }, (_, index) => playReport(world, crowd, calendar.filing(index, count)));
}
