import type { z } from 'zod';
import { shareRange } from '../figures/share-range.ts';
import type { SCHEMAS } from './schemas.ts';

/** A part of a whole, with where it truly lies; null: of nothing. */
export function presentShare(count: number, of: number): z.output<typeof SCHEMAS.Share> | null {
  const range = shareRange(count, of);
  if (range === null) return null;
  const round = (value: number) => Number(value.toFixed(4));
  return { share: round(count / of), low: round(range[0]), high: round(range[1]) };
}
