import type { RatingsTable } from '../db/schema.ts';
import { indicatorsOf, type Unit } from '../routing/programme.ts';
import type { Crowd, Row } from './crowd.ts';
import { createRandom, drawAt, fillUrn, happens, pick, type Random, spread } from './random.ts';
import { DEMO_WORDS } from './words/index.ts';
import type { World } from './world.ts';

/** How a unit is liked: the mean of its scores at first and at last, 1 to 5. */
interface Liking {
  readonly unit: Unit;
  readonly first: number;
  readonly last: number;
  readonly visitors: number;
}

/** Makes up ratings of the programme's units. */
export interface Raters {
  /** One rating at a moment; null: nobody rates then. */
  rate(at: Date, random: Random): Row<RatingsTable> | null;
}

/** Opens the units of a programme: some are good, some bad, some become better. */
export function openRaters(world: World, crowd: Crowd): Raters {
  const { programme, seed, from, now } = world;
  const units = fillUrn(
    [...programme.units.values()].map((unit) => likingOf(unit, seed)),
    ({ visitors }) => visitors,
  );
  return {
    rate: (at, random) => {
      const citizen = crowd.anybody(random);
      if (citizen === null || units.items.length === 0) return null;
      const { unit, first, last } = drawAt(units, random());
      const progress = (at.getTime() - from.getTime()) / Math.max(1, now.getTime() - from.getTime());
      const mean = first + (last - first) * progress;
      const score = scoreAround(random, mean);
      const words = DEMO_WORDS[citizen.language];
      const comments = score >= 4 ? words.pleased : score <= 2 ? words.displeased : words.details;
      return {
        id: world.idAt(at),
        programme_id: programme.id,
        unit_id: unit.id,
        citizen_id: citizen.id,
        score,
        comment: happens(random, 0.2) ? pick(random, comments) : null,
        answers: answersTo(world, unit, random, mean),
        language: citizen.language,
        channel: 'ussd',
        rated_on: world.dayOf(at),
        created_at: at,
      };
    },
  };
}

function likingOf(unit: Unit, seed: string): Liking {
  const random = createRandom(`${seed} unit ${unit.code}`);
  const first = 2.3 + 1.9 * random();
  const change = happens(random, 0.35) ? 0.3 + 0.7 * random() : happens(random, 0.15) ? -0.5 : 0.1 * random();
  return { unit, first, last: Math.min(4.7, first + change), visitors: spread(random, 0.7) };
}

/** A whole score from 1 to 5 whose mean is about `mean`. */
function scoreAround(random: Random, mean: number): number {
  const noise = (random() + random() + random() - 1.5) * 2.2;
  return Math.min(5, Math.max(1, Math.round(mean + noise)));
}

/** Most answer the questions behind the score, some hang up before. */
function answersTo({ programme }: World, unit: Unit, random: Random, mean: number): Record<string, number> {
  const answers: Record<string, number> = {};
  for (const { code, scale } of indicatorsOf(programme, unit)) {
    if (!happens(random, 0.8)) break;
    answers[code] = scale === 'score' ? scoreAround(random, mean) : happens(random, (mean - 1) / 4) ? 1 : 2;
  }
  return answers;
}
