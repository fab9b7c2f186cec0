import { describe, expect, it } from '@jest/globals';
import { createBatch } from '../../src/db/batch.ts';

/** A `run` that waits until it is let go, and keeps what it was given. */
function createGate() {
  const batches: (readonly number[])[] = [];
  const open: (() => void)[] = [];
  const run = async (items: readonly number[]): Promise<number[]> => {
    batches.push(items);
    await new Promise<void>((resolve) => open.push(resolve));
    return items.map((item) => item * 10);
  };
  return { batches, run, letOneGo: () => open.shift()?.() };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createBatch', () => {
  it('runs a single call as a batch of one', async () => {
    const sizes: number[] = [];
    const double = createBatch(async (items: readonly number[]) => {
      sizes.push(items.length);
      return items.map((item) => item * 2);
    });
    expect(await double(4)).toBe(8);
    expect(sizes).toEqual([1]);
  });

  it('runs calls of one turn together and answers each with its own', async () => {
    const sizes: number[] = [];
    const double = createBatch(async (items: readonly number[]) => {
      sizes.push(items.length);
      return items.map((item) => item * 2);
    });
    const items = Array.from({ length: 500 }, (_, index) => index);
    expect(await Promise.all(items.map(double))).toEqual(items.map((item) => item * 2));
    expect(sizes).toEqual([200, 200, 100]);
  });

  it('runs no more than maxRunning at once and gathers what comes meanwhile, in order', async () => {
    const { batches, run, letOneGo } = createGate();
    const call = createBatch(run, { maxSize: 2, maxRunning: 1 });
    const calls = [1, 2, 3, 4, 5].map(call);
    await nextTurn();
    expect(batches).toEqual([[1, 2]]);
    letOneGo();
    expect(await Promise.all(calls.slice(0, 2))).toEqual([10, 20]);
    await nextTurn();
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    letOneGo();
    expect(await Promise.all(calls.slice(2, 4))).toEqual([30, 40]);
    await nextTurn();
    letOneGo();
    expect(await calls[4]).toBe(50);
  });

  it('fails every call of a batch that fails, and no other', async () => {
    let runs = 0;
    const call = createBatch(async (items: readonly number[]) => {
      runs += 1;
      if (runs === 1) throw new Error('the database is away');
      return items;
    });
    const failed = await Promise.allSettled([call(1), call(2)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await call(3)).toBe(3);
  });
});
