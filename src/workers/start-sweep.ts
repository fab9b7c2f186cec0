import type { Deps } from '../deps.ts';
import type { SettleDeps } from '../ussd/settle-calls.ts';
import { sweep } from './sweep.ts';

/** The first sweep comes soon after a start: what was left by whatever stopped the last process is found first. */
const FIRST_AFTER_MS = 2_000;

/** From the end of one sweep to the start of the next. */
export const SWEEP_PAUSE_MS = 60_000;

/** A sweep that repeats itself. */
export interface SweepTimer {
  /** Starts no further sweep and waits for one under way. */
  close(): Promise<void>;
}

/**
 * Sweeps again and again, `pauseMs` after the last one ended. Every worker process has this timer of its own instead of
 * a repeated job in the queue, because it is what mends a queue that has lost its jobs: Redis may be wiped at any moment.
 * A sweep that fails is logged and tried again at the next.
 */
export function startSweep(deps: SettleDeps & Pick<Deps, 'log'>, pauseMs = SWEEP_PAUSE_MS): SweepTimer {
  let running = Promise.resolve();
  let isClosed = false;
  const run = async (): Promise<void> => {
    try {
      // That somebody was to be called to an urgent report is no news for whoever reads a log.
      const { settled, forgotten, forgiven, uncalled: _, ...waited } = await sweep(deps);
      if (Object.values(waited).some((count) => count > 0)) deps.log.info(waited, 'the sweep found rows that waited');
      const routine = { settled, forgotten, forgiven };
      if (settled + forgotten + forgiven > 0) deps.log.debug(routine, 'what is over was settled or deleted');
    } catch (err) {
      deps.log.warn({ err }, 'the sweep failed; the next one will try again');
    }
    if (!isClosed) timer = start(pauseMs);
  };
  const start = (afterMs: number) =>
    setTimeout(() => {
      running = run();
    }, afterMs);
  let timer = start(Math.min(FIRST_AFTER_MS, pauseMs));
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
