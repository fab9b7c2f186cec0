import type { Logger } from './log.ts';

/** What tells the process to stop. */
export interface Stop {
  /** Aborted at the first signal, or when a promise fails that nobody waits for. */
  readonly signal: AbortSignal;
  /** Whether it was such a promise. */
  isFailure(): boolean;
}

/** Listens from now on, so that a signal finds somebody home whatever is being opened. A second signal stops at once. */
export function listenForStop(log: Logger): Stop {
  const stop = new AbortController();
  let isFailure = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) {
      log.warn({ signal }, 'told twice: stopping at once');
      process.exit(1);
    }
    log.info({ signal }, 'stopping');
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const onFailure = (error: unknown) => {
    log.fatal({ err: error }, 'something failed that nobody waited for');
    if (stop.signal.aborted) return;
    isFailure = true;
    stop.abort();
  };
  process.on('unhandledRejection', onFailure);
  process.on('uncaughtException', onFailure);
  return { signal: stop.signal, isFailure: () => isFailure };
}

/** Closes one after the other, whatever becomes of each. False: something did not close. */
export async function closeAll(closers: readonly (() => Promise<void> | void)[], log: Logger): Promise<boolean> {
  let isClean = true;
  for (const close of closers) {
    try {
      await close();
    } catch (error) {
      isClean = false;
      log.error({ err: error }, 'something did not close');
    }
  }
  return isClean;
}
