import { makeReference } from '../grievances/reference.ts';
import { createRandom } from './random.ts';

const FIRST = 1_000_000;
const END = 10_000_000;

/** References that nobody has: each once. */
export interface References {
  next(): string;
  /** Somebody has this one. Whether it was free until now. */
  take(reference: string): boolean;
}

/** New references in an order that the seed gives. Which are gone is kept in a bit each: a megabyte for all there are. */
export function createReferences(seed: string): References {
  const random = createRandom(`${seed} references`);
  const isGone = new Uint8Array(Math.ceil((END - FIRST) / 8));
  const take = (reference: string): boolean => {
    const serial = Number(reference.slice(0, 7)) - FIRST;
    const bit = 1 << (serial & 7);
    const byte = isGone[serial >> 3] ?? 0;
    isGone[serial >> 3] = byte | bit;
    return (byte & bit) === 0;
  };
  return {
    take,
    next: () => {
      for (;;) {
        const reference = makeReference((min, max) => min + Math.floor(random() * (max - min)));
        if (take(reference)) return reference;
      }
    },
  };
}
