/** Numbers from 0 up to but not including 1; the same seed gives the same ones on every machine. */
export type Random = () => number;

/** A row of random numbers for a seed, which may be any text: FNV-1a makes a number of it, mulberry32 goes on from there. */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A whole number from 0 up to but not including `end`. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

/** Whether something happens that happens so often: `share` from 0 to 1. */
export function happens(random: Random, share: number): boolean {
  return random() < share;
}

/**
 * One of the items.
 *
 * @throws {RangeError} when there are none
 */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

/** One of the keys, each as often as its weight says; weights are 0 or more, and not all 0. */
export function pickWeighted<K extends string>(random: Random, weights: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(weights) as [K, number][];
  const [first] = entries;
  if (!first) throw new RangeError('nothing to choose from');
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return first[0];
}

/**
 * A factor around 1 as waiting times have it: half are below 1, few are many times as long (log-normal).
 *
 * @param sigma 0: always 1; with 0.7 one in six is twice as long or longer
 */
export function spread(random: Random, sigma: number): number {
  // Box and Muller. 1 - random() is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(sigma * normal);
}

/** How long until something happens that happens once in `mean` (exponential), in the unit of `mean`. */
export function waitFor(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

/** Weights summed up once, so that choosing among many of them is quick. */
export interface Urn<T> {
  readonly items: readonly T[];
  /** Sums of the weights up to and with each item. */
  readonly sums: Float64Array;
}

/** An urn in which each item lies as often as its weight says. */
export function fillUrn<T>(items: readonly T[], weightOf: (item: T, index: number) => number): Urn<T> {
  const sums = new Float64Array(items.length);
  let sum = 0;
  items.forEach((item, index) => {
    sum += Math.max(0, weightOf(item, index));
    sums[index] = sum;
  });
  return { items, sums };
}

/**
 * The item at a point of the urn.
 *
 * @param share from 0 up to 1: how far into the urn; a random one draws at random
 * @throws {RangeError} when the urn is empty, or all weights are 0
 */
export function drawAt<T>({ items, sums }: Urn<T>, share: number): T {
  const total = sums.at(-1) ?? 0;
  const point = share * total;
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > point) high = middle;
    else low = middle + 1;
  }
  const item = items[low];
  if (item === undefined || total === 0) throw new RangeError('nothing to choose from');
  return item;
}
