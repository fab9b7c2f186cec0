import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { withLock } from '../../../src/db/embedded/lock.ts';
import { createRunFolder } from '../../support/leftovers.ts';

let dir: string;
let path: string;

beforeEach(async () => {
  dir = await createRunFolder();
  path = join(dir, 'lock');
});

afterEach(() => rm(dir, { recursive: true }));

it('lets one at a time work, and leaves nothing behind', async () => {
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await readdir(dir);
    running -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(path, 5_000, work)));
  expect(most).toBe(1);
  expect(await readdir(dir)).toEqual([]);
});

it('is free again after work that failed', async () => {
  await expect(withLock(path, 5_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(path, 0, async () => 'done')).toBe('done');
});

it('takes over from a process that is gone', async () => {
  await writeFile(path, '999999999 left');
  expect(await withLock(path, 0, async () => 'done')).toBe('done');
});

it('takes over from a process whose pid another one has now', async () => {
  await writeFile(path, `${process.ppid} left`);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  expect(await withLock(path, 0, async () => 'done')).toBe('done');
});

it('gives up on a living holder after its time', async () => {
  await writeFile(path, `${process.ppid} held`);
  await expect(withLock(path, 0, async () => 'done')).rejects.toMatchObject({ code: 'unavailable' });
  expect(await readdir(dir)).toEqual(['lock']);
});
