import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.ts';

/** What can be wrong with something typed for a card; each has its words in every language. */
export const CARD_PROBLEMS = [
  'missing',
  'too_long',
  'unit',
  'day',
  'order',
  'long_period',
  'future',
  'number',
  'more_than_came',
  'office',
  'state',
  'stale',
  'used',
  'closed',
] as const;
export type CardProblem = (typeof CARD_PROBLEMS)[number];

/** One field and what is wrong with it. */
export interface PlacedCardProblem {
  readonly field: string;
  readonly problem: CardProblem;
}

/** Something typed for a card cannot be taken: nothing was changed. `problems` holds everything that is wrong. */
export class CardError extends AppError {
  readonly problems: readonly PlacedCardProblem[];

  constructor(problems: readonly PlacedCardProblem[]) {
    const issues = problems.map(({ field, problem }) => ({ path: field, message: problem }));
    super('invalid', `Nothing was changed: ${issues.map(({ path, message }) => `${path} ${message}`).join(', ')}.`, {
      issues,
    });
    this.name = 'CardError';
    this.problems = problems;
  }
}

/** @throws {CardError} when there is any */
export function requireNone(problems: readonly PlacedCardProblem[]): void {
  if (problems.length > 0) throw new CardError(problems);
}

/**
 * Lets a form pass that was sent twice: what is kept under its id is what it says.
 *
 * @throws {CardError} `used`, at a field, where it is not: what was typed the second time must not be taken for saved
 */
export function requireSame<Kept extends object>(field: string, kept: Kept | undefined, sent: Kept): void {
  if (!isDeepStrictEqual(kept, sent)) throw new CardError([{ field, problem: 'used' }]);
}

/** Whether it is a day of the calendar, as an ISO date of these centuries. */
export function isDay(value: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A whole number from 0 to 9999, 0 where nothing was typed; null: it is none. */
export function countOf(typed: string): number | null {
  const value = typed.trim();
  if (value === '') return 0;
  return /^\d{1,4}$/.test(value) ? Number(value) : null;
}
