import type { Scorecard } from '../db/schema.ts';
import type { ScoreSource } from '../db/schema-scorecards.ts';
import type { ScoreCount } from '../db/scorecards.ts';
import { type Indicator, indicatorsOf, type Programme, type Unit } from '../routing/programme.ts';

/** How many people gave 1, 2, 3, 4 and 5; of a yes-or-no question 1 is yes and 2 is no. */
export type Given = readonly [number, number, number, number, number];

/** What a side says of one thing. */
export interface Voices {
  readonly people: number;
  readonly given: Given;
  /** The mean score, 1 to 5; of a yes-or-no question the share of yes, 0 to 1. */
  readonly mean: number;
}

/**
 * How the users' scores lie to those of the providers. Of a scale from 1 to 5 half a step apart is `same`, up to a step and a
 * half `lower` or `higher`, more is `much_lower` or `much_higher`; of yes-or-no questions the same parts of the whole.
 */
export const GAPS = ['much_lower', 'lower', 'same', 'higher', 'much_higher'] as const;
export type Gap = (typeof GAPS)[number];

/** One line of a card. */
export interface ComparedScore {
  /** Null: the service as a whole. */
  readonly indicator: Indicator | null;
  /** Those of both sources together, without a source that too few spoke in; null: none may be shown. */
  readonly users: Voices | null;
  /** How many people of the users scored by phone, and how many at the meeting; null: none, or too few to be shown. */
  readonly byPhone: number | null;
  readonly atMeeting: number | null;
  readonly providers: Voices | null;
  /** Users' level less the providers', each as a part of the whole scale (-1 to 1); null: one of them is not known. */
  readonly difference: number | null;
  readonly gap: Gap | null;
}

type Scored = ScoreCount & { readonly source: ScoreSource };

/**
 * The lines of a card: the service as a whole, then each indicator of the unit's type.
 *
 * @param fewest people, below whom nothing is said of what they scored. Each source of the users is looked at alone: who knows
 *   one of them must not read the other out of the sum
 */
export function compareScores(
  programme: Programme,
  unit: Unit,
  scores: readonly Scored[],
  fewest: number,
): ComparedScore[] {
  return [null, ...indicatorsOf(programme, unit)].map((indicator) => {
    const of = (source: ScoreSource) =>
      givenOf(scores.filter((one) => one.source === source && one.indicator === (indicator?.code ?? '')));
    const [phone, meeting] = [of('ratings'), of('meeting')].map((given) => (sum(given) < fewest ? NOBODY : given));
    const users = voicesOf(indicator, add(phone ?? NOBODY, meeting ?? NOBODY));
    const providers = voicesOf(indicator, of('providers'));
    const difference = users && providers ? level(indicator, users) - level(indicator, providers) : null;
    return {
      indicator,
      users,
      byPhone: sum(phone ?? NOBODY) || null,
      atMeeting: sum(meeting ?? NOBODY) || null,
      providers,
      difference,
      gap: difference === null ? null : gapOf(difference),
    };
  });
}

/** Of a card that is still open the ratings are those counted now; of a closed one those that stand on it. */
export function scoresOf(
  card: Pick<Scorecard, 'closed_at'>,
  stored: readonly Scored[],
  counted: readonly ScoreCount[],
): Scored[] {
  if (card.closed_at !== null) return [...stored];
  const rated = counted.map((one): Scored => ({ ...one, source: 'ratings' }));
  return [...stored.filter(({ source }) => source !== 'ratings'), ...rated];
}

const NOBODY: Given = [0, 0, 0, 0, 0];

/** What people gave to one thing, as one distribution. */
export function givenOf(scores: readonly Pick<ScoreCount, 'score' | 'people'>[]): Given {
  const of = (wanted: number) => scores.reduce((all, { score, people }) => (score === wanted ? all + people : all), 0);
  return [of(1), of(2), of(3), of(4), of(5)];
}

/** Null where nobody gave anything. */
export function voicesOf(indicator: Pick<Indicator, 'scale'> | null, given: Given): Voices | null {
  const people = sum(given);
  if (people === 0) return null;
  const weighted = given.reduce((all, count, index) => all + count * (index + 1), 0);
  return { people, given, mean: isYesNo(indicator) ? given[0] / people : weighted / people };
}

/** Whether a line is answered by yes or no. */
export function isYesNo(indicator: Pick<Indicator, 'scale'> | null): boolean {
  return indicator?.scale === 'yes_no';
}

function level(indicator: Indicator | null, { mean }: Voices): number {
  return isYesNo(indicator) ? mean : (mean - 1) / 4;
}

function gapOf(difference: number): Gap {
  const size = Math.abs(difference);
  if (size <= 0.125) return 'same';
  const isMuch = size > 0.375;
  if (difference < 0) return isMuch ? 'much_lower' : 'lower';
  return isMuch ? 'much_higher' : 'higher';
}

function sum(given: Given): number {
  return given.reduce((all, count) => all + count, 0);
}

function add(one: Given, other: Given): Given {
  const [a, b, c, d, e] = one;
  return [a + other[0], b + other[1], c + other[2], d + other[3], e + other[4]];
}
