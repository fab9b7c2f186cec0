import { listProgrammesToCount } from '../db/count-figures.ts';
import { listUnlinkedProgrammes } from '../db/event-links.ts';
import { listWaitingWebhooks } from '../db/webhooks.ts';
import type { Deps } from '../deps.ts';

/** From the end of one look to the next: so long may an event stay unlinked, or a report uncounted, where all is well. */
const PAUSE_MS = 5_000;

/** A look for what follows behind the reports that repeats itself. */
export interface FollowTimer {
  /** Looks no more and waits for a look under way. */
  close(): Promise<void>;
}

/**
 * Wakes `link-events` for every programme whose history has grown, `count-figures` where a report has changed, and `deliver-webhook`
 * where one is subscribed to, again and again.
 * Whoever writes does not: at five hundred reports at once that would be five hundred wake-ups for one job. Every worker
 * process has this timer; the sweep does the same more slowly.
 */
export function startFollowing(deps: Pick<Deps, 'db' | 'log' | 'now' | 'wake'>, pauseMs = PAUSE_MS): FollowTimer {
  let running = Promise.resolve();
  let isClosed = false;
  const look = async (): Promise<void> => {
    try {
      for (const id of await listUnlinkedProgrammes(deps.db)) deps.wake('link-events', id, { skipIfWaiting: true });
      for (const id of await listProgrammesToCount(deps.db)) deps.wake('count-figures', id, { skipIfWaiting: true });
      const webhooks = await listWaitingWebhooks(deps.db, deps.now());
      for (const id of webhooks) deps.wake('deliver-webhook', id, { skipIfWaiting: true });
    } catch (err) {
      deps.log.debug({ err }, 'no look for what is to be linked and counted; the next one follows');
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
