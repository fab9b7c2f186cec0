/**
 * A count as everybody may see it, to the nearest five. Who looks before and after somebody answered mostly sees no change, but a step where a
 * count passes from 12 to 13: what must not show is counted up to a day or a month that is over before it is rounded.
 */
export function toFives(count: number): number {
  return Math.round(count / 5) * 5;
}
