import { quietUntil } from '../../src/grievances/quiet-hours.ts';
import type { Gateway } from './gateway.ts';

const HOUR_MS = 3_600_000;

/**
 * Moves the clock on to a time at which SMS go out at once in every programme, now and for some hours. For stories that begin
 * where others have left the clock.
 */
export async function untilDaytime(gateway: Gateway, forHours = 3): Promise<void> {
  const programmes = gateway.deps.programmes.all();
  const now = gateway.deps.now().getTime();
  const isQuiet = (atMs: number) => programmes.some((programme) => quietUntil(programme, new Date(atMs)) !== null);
  for (let hours = 0; hours <= 24; hours += 0.5) {
    const atMs = now + hours * HOUR_MS;
    if (isQuiet(atMs) || isQuiet(atMs + forHours * HOUR_MS)) continue;
    if (hours > 0) await gateway.pass(hours);
    return;
  }
  throw new Error('no hour of the day is daytime in all of them');
}
