import type { Theme } from '../theme.ts';

/** Short sentences that made-up people say in one language. They name nobody, no place and no number. */
export interface DemoWords {
  /** What is wrong, by theme; `other` stands in for themes this language has none of. */
  readonly problems: Readonly<Partial<Record<Theme, readonly string[]>>> & { readonly other: readonly string[] };
  /** Where or since when: a second sentence. */
  readonly details: readonly string[];
  /** What offices say: a first answer, the end, why not, a question. */
  readonly replies: readonly string[];
  readonly resolved: readonly string[];
  readonly rejected: readonly string[];
  readonly questions: readonly string[];
  /** What the citizen says to a question, of her own accord, and when it is not fixed. */
  readonly answers: readonly string[];
  readonly additions: readonly string[];
  readonly disputes: readonly string[];
  /** Among officials. */
  readonly passedOn: readonly string[];
  readonly notes: readonly string[];
  /** About a unit: with a high score and with a low one. */
  readonly pleased: readonly string[];
  readonly displeased: readonly string[];
}
