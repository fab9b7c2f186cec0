import type { AnsweredPromise } from '../db/promises.ts';

/** What became of a promise, by the word of those who came. `divided`: as many say yes as no. */
export type PromiseResult = 'open' | 'asking' | 'kept' | 'broken' | 'divided' | 'no_answer';

/** What the answers come to. Until they count no longer there is no result. */
export function promiseResult(
  {
    asked_at: askedAt,
    closes_at: closesAt,
    kept,
    broken,
  }: Pick<AnsweredPromise, 'asked_at' | 'closes_at' | 'kept' | 'broken'>,
  now: Date,
): PromiseResult {
  if (askedAt === null || closesAt === null) return 'open';
  if (now < closesAt) return 'asking';
  if (kept + broken === 0) return 'no_answer';
  if (kept === broken) return 'divided';
  return kept > broken ? 'kept' : 'broken';
}
