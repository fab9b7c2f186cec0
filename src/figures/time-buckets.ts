/**
 * Times put together so that they can be added up: how many fell into each bucket. The first bucket holds up to 10 minutes; each of
 * the others reaches a tenth further than the one before. A time read back out of its bucket is at most 4.9 % off (the geometric
 * middle of the bucket; sqrt(1.1) - 1), or 5 minutes in the first.
 */
const FIRST_MINUTES = 10;
const GROWTH = 1.1;

/** The last bucket begins at some three years and five months. */
const BUCKETS = 128;

/** How far off a time read back may be, in parts of one; of times over 10 minutes. */
export const STATED_ERROR = Math.sqrt(GROWTH) - 1;

/**
 * The upper ends of all buckets but the last, in minutes, rising: what `width_bucket` of PostgreSQL takes, so that tables and code
 * put a time into the same bucket.
 */
export const BUCKET_ENDS: readonly number[] = Array.from({ length: BUCKETS - 1 }, (_, index) =>
  Number((FIRST_MINUTES * GROWTH ** index).toPrecision(12)),
);

/** How many times there are in each bucket, by its number; beyond its length there are none. */
export type TimeCounts = ArrayLike<number>;

export const NO_TIMES: TimeCounts = [];

/** The bucket of a time: as many ends as are not above it. */
export function bucketOf(minutes: number): number {
  let low = 0;
  let high = BUCKET_ENDS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (minutes >= (BUCKET_ENDS[middle] ?? Number.POSITIVE_INFINITY)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time that stands for a bucket, in minutes. */
export function minutesOf(bucket: number): number {
  const end = BUCKET_ENDS[Math.min(bucket, BUCKET_ENDS.length - 1)] ?? 0;
  if (bucket <= 0) return FIRST_MINUTES / 2;
  return bucket >= BUCKETS - 1 ? end : end / Math.sqrt(GROWTH);
}

/** How many times there are. */
export function countOf(counts: TimeCounts): number {
  let sum = 0;
  for (let bucket = 0; bucket < counts.length; bucket += 1) sum += counts[bucket] ?? 0;
  return sum;
}

/** Several put together, as if all their times had been counted in one. */
export function mergeCounts(all: Iterable<TimeCounts>): TimeCounts {
  const merged = new Int32Array(BUCKETS);
  for (const counts of all) {
    for (let bucket = 0; bucket < counts.length; bucket += 1)
      merged[bucket] = (merged[bucket] ?? 0) + (counts[bucket] ?? 0);
  }
  return merged;
}

/**
 * The time that a part of all times is not above, in minutes: of 0.5 the median. By nearest rank, so that it is a time somebody
 * waited and no mean of two. Null: there are none.
 *
 * @param part above 0, at most 1
 */
export function percentile(counts: TimeCounts, part: number): number | null {
  return atRank(counts, Math.ceil(part * countOf(counts)));
}

/** Fewer than these say nothing about where the true median lies. */
const FEWEST_FOR_RANGE = 6;

/**
 * Where the true median lies with 95 % certainty, in minutes, by the ranks of the binomial distribution (Conover, Practical
 * Nonparametric Statistics, 3.2, with the normal approximation). Null: too few to say.
 */
export function medianRange(counts: TimeCounts): readonly [number, number] | null {
  const count = countOf(counts);
  if (count < FEWEST_FOR_RANGE) return null;
  const spread = 1.96 * Math.sqrt(count / 4);
  const low = atRank(counts, Math.max(1, Math.floor(count / 2 - spread)));
  const high = atRank(counts, Math.min(count, Math.ceil(1 + count / 2 + spread)));
  return low === null || high === null ? null : [low, high];
}

function atRank(counts: TimeCounts, rank: number): number | null {
  let seen = 0;
  for (let bucket = 0; bucket < counts.length; bucket += 1) {
    const count = counts[bucket] ?? 0;
    seen += count;
    if (seen >= rank && count > 0) return minutesOf(bucket);
  }
  return null;
}
