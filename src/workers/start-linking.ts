import { listUnlinkedProgrammes } from '../db/event-links.ts';
import type { Deps } from '../deps.ts';

/** From the end of one look to the next: so long may an event stay unlinked where all is well. */
const PAUSE_MS = 5_000;

/** A look for new events that repeats itself. */
export interface LinkTimer {
  /** Looks no more and waits for a look under way. */
  close(): Promise<void>;
}

/**
 * Wakes `link-events` for every programme whose history has grown, again and again. Whoever writes an event does not: at
 * five hundred reports at once that would be five hundred wake-ups for one job. Every worker process has this timer; the
 * sweep does the same more slowly.
 */
export function startLinking(deps: Pick<Deps, 'db' | 'log' | 'wake'>, pauseMs = PAUSE_MS): LinkTimer {
  let running = Promise.resolve();
  let isClosed = false;
  const look = async (): Promise<void> => {
    try {
      for (const id of await listUnlinkedProgrammes(deps.db)) deps.wake('link-events', id, { skipIfWaiting: true });
    } catch (err) {
      deps.log.debug({ err }, 'no look for unlinked events; the next one follows');
    }
    if (!isClosed) timer = start();
  };
  const start = () =>
    setTimeout(() => {
      running = look();
    }, pauseMs);
  let timer = start();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
