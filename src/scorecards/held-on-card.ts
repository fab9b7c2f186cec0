import { createHash } from 'node:crypto';
import type { Action, Scorecard, ScoreSource } from '../db/schema.ts';
import type { ScoreCount } from '../db/scorecards.ts';
import { CardError } from './card-problems.ts';

type Stored = readonly (ScoreCount & { readonly source: ScoreSource })[];

/** What stands on a card from one source: how many gave which score, by line. */
export function heldScores(stored: Stored, from: ScoreSource): object {
  const held: Record<string, Record<string, number>> = {};
  for (const { source, indicator, score, people } of stored) {
    const line = indicator === '' ? 'all' : indicator;
    if (source === from) held[line] = { ...held[line], [score]: people };
  }
  return held;
}

/** What stands on a card of its meeting. */
export function heldMeeting({ met_on, venue, women, men, groups, notes }: Scorecard, stored: Stored): object {
  return { met_on, venue, women, men, groups, notes, scores: heldScores(stored, 'meeting') };
}

/** What stands there of what became of an action. */
export function heldAnswer({ state, answer }: Pick<Action, 'state' | 'answer'>): object {
  return { state, answer };
}

/** What a form was filled in from, as a short mark: it is another one once somebody else has changed that. */
export function markOf(held: object): string {
  return createHash('sha256').update(JSON.stringify(held)).digest('base64url').slice(0, 12);
}

/**
 * @param seen the mark that a form brought along; empty: it had none
 * @throws {CardError} `stale`, at a field, where somebody else has changed it since
 */
export function requireSeen(field: string, seen: string, held: object): void {
  if (seen !== '' && seen !== markOf(held)) throw new CardError([{ field, problem: 'stale' }]);
}
