import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unpackTimes } from '../../src/db/pack-times.ts';
import {
  BUCKET_ENDS,
  bucketOf,
  countOf,
  medianRange,
  mergeCounts,
  minutesOf,
  percentile,
  STATED_ERROR,
  type TimeCounts,
} from '../../src/figures/time-buckets.ts';

const LONGEST_MINUTES = 3 * 365 * 24 * 60;
const minutes = fc.double({ min: 0, max: LONGEST_MINUTES, noNaN: true });

function countsOf(times: readonly number[]): TimeCounts {
  return mergeCounts(
    times.map((time) => Array.from({ length: bucketOf(time) + 1 }, (_, bucket) => Number(bucket === bucketOf(time)))),
  );
}

/** By nearest rank, from the times themselves. */
function exactly(times: readonly number[], part: number): number {
  return [...times].sort((one, other) => one - other)[Math.ceil(part * times.length) - 1] ?? Number.NaN;
}

function isNear(read: number, exact: number): boolean {
  return exact <= 10 ? Math.abs(read - exact) <= 5 + 1e-9 : Math.abs(read / exact - 1) <= STATED_ERROR + 1e-9;
}

it('there are as many buckets as packed times have room for', () => {
  expect(BUCKET_ENDS.length + 1).toBe(unpackTimes(Buffer.alloc(0)).length);
});

describe('a bucket', () => {
  it('rises with the time, and begins where the one before it ends', () => {
    expect(bucketOf(0)).toBe(0);
    expect(bucketOf(9.99)).toBe(0);
    for (const [index, end] of BUCKET_ENDS.entries()) {
      expect(bucketOf(end)).toBe(index + 1);
      expect(bucketOf(end * (1 - 1e-9))).toBe(index);
    }
    expect(bucketOf(Number.POSITIVE_INFINITY)).toBe(BUCKET_ENDS.length);
  });

  it('gives a time back within the stated error', () => {
    expect(STATED_ERROR).toBeLessThan(0.049);
    fc.assert(fc.property(minutes, (time) => isNear(minutesOf(bucketOf(time)), time)));
  });
});

describe('a percentile', () => {
  it('is the one of the times themselves within the stated error, however they are put together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(minutes, { maxLength: 30 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0.1, 0.5, 0.9),
        (parts, part) => {
          const times = parts.flat();
          const merged = mergeCounts(parts.map(countsOf));
          if (countOf(merged) !== times.length) return false;
          const read = percentile(merged, part);
          return times.length === 0 ? read === null : read !== null && isNear(read, exactly(times, part));
        },
      ),
    );
  });

  it('has a range around it that narrows with the number of cases, and none for a few', () => {
    const few = countsOf([60, 120, 180, 240, 300]);
    expect(medianRange(few)).toBeNull();
    const widths = [10, 100, 1_000].map((count) => {
      const times = Array.from({ length: count }, (_, index) => 60 + (index * 6_000) / count);
      const [low, high] = medianRange(countsOf(times)) ?? [0, 0];
      const median = percentile(countsOf(times), 0.5) ?? 0;
      expect(low).toBeLessThanOrEqual(median);
      expect(high).toBeGreaterThanOrEqual(median);
      return high - low;
    });
    expect(widths).toEqual([...widths].sort((one, other) => other - one));
  });
});
