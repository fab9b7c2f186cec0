import type { Tx } from '../db/transact.ts';
import type { WakeOptions } from '../workers/job-names.ts';

/** Every process has taken up a change of a programme by then (`openProgrammes` looks every 5 s), and promises by it. */
const TAKEN_UP_MS = 10_000;

/**
 * Asks for the due times of a programme's open reports to be counted anew, some seconds after a change of hours or holidays is
 * committed. The sweep asks too, for as long as they are not: what is asked here may be lost.
 */
export function wakeRecompute(
  { wake }: Pick<Tx, 'wake'>,
  programmeId: string,
  options: Pick<WakeOptions, 'skipIfWaiting'> = {},
): void {
  wake('recompute-deadlines', programmeId, { delayMs: TAKEN_UP_MS, ...options });
}
