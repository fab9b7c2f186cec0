import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `condition` holds, looking every 5 ms. Rejects with `what` when it does not within the time. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const lateAt = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > lateAt) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await pause(5);
  }
}
