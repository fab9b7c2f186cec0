import { expect, it } from '@jest/globals';
import { shareRange } from '../../src/figures/share-range.ts';

// By the formula, worked out by hand with a pocket calculator to four digits.
it.each([
  [1, 1, 0.2065, 1],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [50, 100, 0.4038, 0.5962],
  [999, 1_000, 0.9943, 0.9998],
])('%d of %d lies between %d and %d', (count, of, low, high) => {
  const range = shareRange(count, of) ?? [Number.NaN, Number.NaN];
  expect(range[0]).toBeCloseTo(low, 3);
  expect(range[1]).toBeCloseTo(high, 3);
});

it('says nothing of no case', () => {
  expect(shareRange(0, 0)).toBeNull();
});

it('lets one quick case not win over many good ones', () => {
  const [one] = shareRange(1, 1) ?? [0];
  const [many] = shareRange(190, 200) ?? [0];
  expect(one).toBeLessThan(many);
});
