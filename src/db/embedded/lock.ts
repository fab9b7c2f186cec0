import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { errorCode } from '../error-code.ts';

const TOUCH_EVERY_MS = 1_000;
/** A holder that has not touched its lock for this long is gone, even if another process has its pid now. */
const STALE_AFTER_MS = 10_000;

/**
 * Runs `work` while no other process that asks for the same lock file runs its own. A lock left behind by a killed
 * process is taken over. What it guards must still be safe if two run at once: taking over is not atomic on every
 * file system, so it makes the usual case orderly and is not the last line of defence.
 *
 * @throws {AppError} `unavailable` when it is not free within `timeoutMs`
 */
export async function withLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const content = `${process.pid} ${randomUUID()}`;
  await acquire(path, content, timeoutMs);
  const touch = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), TOUCH_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if ((await read(path)) === content) await rm(path, { force: true });
  }
}

async function acquire(path: string, content: string, timeoutMs: number): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  while (!(await create(path, content))) {
    if (await isStale(path)) {
      await rm(path, { force: true });
    } else if (performance.now() > giveUpAt) {
      throw new AppError(
        'unavailable',
        `Another process has held ${path} for ${timeoutMs / 1000} seconds. Is it stuck?`,
      );
    } else {
      await delay(50);
    }
  }
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const [content, file] = await Promise.all([read(path), stat(path).catch(() => undefined)]);
  if (file === undefined) return false;
  if (Date.now() - file.mtimeMs > STALE_AFTER_MS) return true;
  const pid = Number.parseInt(content ?? '', 10);
  return pid > 0 && !isAlive(pid);
}

/** Whether a process has this pid now, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
