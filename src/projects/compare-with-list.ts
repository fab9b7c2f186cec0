import type { CheckedProject } from '../db/project-findings.ts';
import { PROJECT_ANSWERS, type ProjectAnswer, type ProjectState } from '../db/schema.ts';
import { shareRange } from '../figures/share-range.ts';

/**
 * What residents found at a project against what the public list says of it. `few`: too few have said anything. `none`: the list
 * says nothing that they could contradict. `differs`: most of them contradict it, with 95 % certainty; `agrees`: most do
 * not; `unclear`: neither is certain.
 */
export const VERDICTS = ['differs', 'unclear', 'agrees', 'none', 'few'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What residents found at one project, in figures that may be shown. */
export interface Finding {
  readonly verdict: Verdict;
  /** How many answered; null: fewer than may be shown. */
  readonly people: number | null;
  /** How many gave each answer; null with `people`. */
  readonly found: Readonly<Record<ProjectAnswer, number>> | null;
  /** Of those who answered the share that contradicts the list, and where it lies with 95 % certainty (0 to 1); null: none may be said. */
  readonly against: { readonly share: number; readonly range: readonly [number, number] } | null;
}

/** What offices and observers may see is about so many people at least. */
export const FEWEST_INSIDE = 5;
/** What everybody may see is about so many people at least. */
export const FEWEST_PUBLIC = 10;

/** The answers that contradict what a list says. A list that only plans promises nothing that could be seen yet. */
const AGAINST: Readonly<Record<ProjectState, readonly ProjectAnswer[]>> = {
  planned: [],
  contracted: [],
  under_way: ['nothing'],
  stalled: ['done'],
  completed: ['started', 'nothing'],
  unknown: [],
};

/** @param fewest people, below whom nothing is said of what they found */
export function compareWithList({ state, found }: Pick<CheckedProject, 'state' | 'found'>, fewest: number): Finding {
  const people = PROJECT_ANSWERS.reduce((sum, answer) => sum + found[answer], 0);
  if (people < fewest) return { verdict: 'few', people: null, found: null, against: null };
  const contradicting = AGAINST[state];
  if (contradicting.length === 0) return { verdict: 'none', people, found, against: null };
  const count = contradicting.reduce((sum, answer) => sum + found[answer], 0);
  const range = shareRange(count, people) ?? [0, 1];
  return { verdict: verdictOf(range), people, found, against: { share: count / people, range } };
}

function verdictOf([low, high]: readonly [number, number]): Verdict {
  if (low > 0.5) return 'differs';
  return high < 0.5 ? 'agrees' : 'unclear';
}

/** Whether the list itself has let the day pass on which it said that the project would be done. */
export function isPastItsEnd(
  { state, ends_on: end }: Pick<CheckedProject, 'state' | 'ends_on'>,
  today: string,
): boolean {
  return end !== null && end < today && state !== 'completed';
}
