import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packTimes, timeAdded, timeTaken, unpackTimes } from '../../src/db/pack-times.ts';

const bucket = fc.integer({ min: 0, max: 127 });
const METRICS = 4;
const times = fc.array(fc.tuple(fc.integer({ min: 0, max: METRICS - 1 }), bucket), { maxLength: 60 });

function countsOf(some: readonly (readonly [number, number])[], metric: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [of, at] of some) if (of === metric) counts.set(at, (counts.get(at) ?? 0) + 1);
  return counts;
}

/** Those buckets that hold any. */
const unpack = (packed: Buffer) => new Map([...unpackTimes(packed).entries()].filter(([, count]) => count !== 0));
const unpackAll = (packed: readonly Buffer[]) => packed.map(unpack);
const added = (some: readonly (readonly [number, number])[]) => some.map(([metric, at]) => timeAdded(metric, at));

describe('packed times', () => {
  it('are how many there are in each bucket of each metric, on top of what was held', () => {
    fc.assert(
      fc.property(times, times, (before, after) => {
        const held = packTimes(added(before), [], METRICS);
        const packed = packTimes(added(after), held, METRICS);
        for (const [metric, counts] of unpackAll(packed).entries()) {
          expect(counts).toEqual(countsOf([...before, ...after], metric));
        }
      }),
    );
  });

  it('are nothing once all is taken out again, and add up when they stand behind each other', () => {
    fc.assert(
      fc.property(times, times, (one, other) => {
        const moves = [...added(one), ...one.map(([metric, at]) => timeTaken(metric, at))];
        for (const packed of packTimes(moves, [], METRICS)) expect(packed).toHaveLength(0);
        const [first, second] = [packTimes(added(one), [], METRICS), packTimes(added(other), [], METRICS)];
        for (const [metric, packed] of first.entries()) {
          const both = unpack(Buffer.concat([packed, second[metric] ?? Buffer.alloc(0)]));
          expect(both).toEqual(countsOf([...one, ...other], metric));
        }
      }),
    );
  });

  it.each([127, 128, 129, 16_383, 16_384, 2_097_152])('hold %i of a bucket, where another byte begins', (count) => {
    const many = Array.from({ length: count }, () => timeAdded(3, 127));
    expect(unpackAll(packTimes(many, [], METRICS)).at(3)).toEqual(new Map([[127, count]]));
  });
});
