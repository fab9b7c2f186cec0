import type { Given } from '../../db/read-month-counts.ts';

/** How many said that it is good, of how many. */
export interface Satisfied {
  readonly good: number;
  readonly of: number;
  /** Of scores the sum. */
  readonly sum: number;
}

/** Scores from this one on are good. */
const GOOD_FROM = 4;

/** Counts what was given. @param isGood of a value from 1 to 5; 4 and 5 unless told */
export function satisfied(
  rows: readonly Given[],
  isGood: (value: number) => boolean = (value) => value >= GOOD_FROM,
): Satisfied {
  let good = 0;
  let of = 0;
  let sum = 0;
  for (const { given } of rows) {
    for (const [index, count] of given.entries()) {
      of += count;
      sum += count * (index + 1);
      if (isGood(index + 1)) good += count;
    }
  }
  return { good, of, sum };
}

/** How many rated a unit, each person and day once. */
export function ratingsIn(given: readonly Given[]): number {
  return satisfied(given.filter(({ group, indicator }) => group === '' && indicator === '')).of;
}
