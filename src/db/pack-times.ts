/** As many as there are buckets of times: `BUCKETS` in src/figures/time-buckets.ts. */
const MOST_BUCKETS = 128;

// Packed: for each bucket that holds any, a byte that says which, and how many in seven bits a byte, the lowest first, with the eighth
// bit where more follow (LEB128). Most buckets are two bytes: pages read some hundred thousand of them.
const MORE = 128;
/** A bucket, and as many as 32 bits say. */
const MOST_BYTES_A_BUCKET = 6;

/**
 * A time that was added to a sum, as one number: of which metric, by its place in `METRICS`, and in which bucket. A million reports
 * add fifty million of them, so that anything larger would take minutes.
 */
export function timeAdded(metric: number, bucket: number): number {
  return metric * MOST_BUCKETS + bucket;
}

/** A time that was taken out of a sum. */
export function timeTaken(metric: number, bucket: number): number {
  return ~timeAdded(metric, bucket);
}

/**
 * Packs times for the tables: by metric, each bucket with how many there are.
 *
 * @param moves of `timeAdded` and `timeTaken`, in any order
 * @param held what was packed before by metric, or nothing
 */
export function packTimes(moves: readonly number[], held: readonly Buffer[], metrics: number): readonly Buffer[] {
  const counts = new Int32Array(metrics * MOST_BUCKETS);
  for (const move of moves) {
    const at = move < 0 ? ~move : move;
    counts[at] = (counts[at] ?? 0) + (move < 0 ? -1 : 1);
  }
  for (const [metric, packed] of held.entries()) {
    unpackTimes(packed).forEach((count, bucket) => {
      const at = timeAdded(metric, bucket);
      counts[at] = (counts[at] ?? 0) + count;
    });
  }
  return Array.from({ length: metrics }, (_, metric) =>
    pack(counts.subarray(metric * MOST_BUCKETS, (metric + 1) * MOST_BUCKETS)),
  );
}

function pack(counts: Int32Array): Buffer {
  const packed = Buffer.allocUnsafe(MOST_BUCKETS * MOST_BYTES_A_BUCKET);
  let at = 0;
  for (let bucket = 0; bucket < MOST_BUCKETS; bucket += 1) {
    let count = counts[bucket] ?? 0;
    if (count <= 0) continue;
    packed[at++] = bucket;
    for (; count >= MORE; count = Math.floor(count / MORE)) packed[at++] = (count % MORE) + MORE;
    packed[at++] = count;
  }
  return Buffer.from(packed.subarray(0, at));
}

/** How many there are in each bucket, of packed times; where several stand behind each other, of all together. */
export function unpackTimes(packed: Buffer): Int32Array {
  const counts = new Int32Array(MOST_BUCKETS);
  let at = 0;
  while (at < packed.length) {
    const bucket = packed[at++] ?? 0;
    let scale = 1;
    let byte = packed[at++] ?? 0;
    let count = 0;
    for (; byte >= MORE; byte = packed[at++] ?? 0) {
      count += (byte - MORE) * scale;
      scale *= MORE;
    }
    counts[bucket] = (counts[bucket] ?? 0) + count + byte * scale;
  }
  return counts;
}
