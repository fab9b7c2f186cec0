import { Problem } from './gateway.js';

const USUAL_MS = 2_000;
const SLOWEST_MS = 60_000;

/**
 * Calls `poll` every two seconds while somebody looks at the page, more and more seldom (at most once a minute) while it
 * throws a `Problem`, and at once when the page is looked at again. `showFailure` is told after every try.
 */
export function startPolling({ poll, showFailure }) {
  let timer;
  let failures = 0;
  let isPolling = false;

  async function run() {
    if (document.hidden || isPolling) return;
    clearTimeout(timer);
    isPolling = true;
    try {
      await poll();
      failures = 0;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures += 1;
    } finally {
      isPolling = false;
    }
    showFailure(failures > 0);
    timer = setTimeout(run, Math.min(USUAL_MS * 2 ** failures, SLOWEST_MS));
  }

  document.addEventListener('visibilitychange', run);
  void run();
}
