import type { Office } from '../routing/programme.ts';
import { createRandom, happens, pickWeighted, type Random } from './random.ts';

/** How an office works. Shares are from 0 to 1. */
export interface Character {
  /** Half of its first answers, and of its ends, come within so much of the promised time. */
  readonly answerPace: number;
  readonly resolvePace: number;
  /** How many reports it lets lie until their time is over. */
  readonly ignores: number;
  /** How many of those who say whether it is fixed say yes. */
  readonly truth: number;
  /** How its times change over the whole history: below 1 it becomes quicker. */
  readonly trend: number;
}

const KINDS = {
  good: { answerPace: 0.28, resolvePace: 0.3, ignores: 0.01, truth: 0.92 },
  fair: { answerPace: 0.5, resolvePace: 0.5, ignores: 0.04, truth: 0.82 },
  slow: { answerPace: 0.95, resolvePace: 0.85, ignores: 0.1, truth: 0.68 },
  bad: { answerPace: 1.4, resolvePace: 1.2, ignores: 0.28, truth: 0.5 },
} as const;

/** The characters of a programme's offices: each has one, by seed and code. */
export function createCharacters(seed: string): (office: Office) => Character {
  const known = new Map<string, Character>();
  return ({ code }) => {
    const character = known.get(code) ?? drawCharacter(createRandom(`${seed} office ${code}`));
    known.set(code, character);
    return character;
  };
}

function drawCharacter(random: Random): Character {
  const kind = KINDS[pickWeighted(random, { good: 0.32, fair: 0.4, slow: 0.19, bad: 0.09 })];
  const around = () => 0.85 + 0.3 * random();
  const trend = happens(random, 0.3) ? 0.55 + 0.2 * random() : happens(random, 0.2) ? 1.4 : 1;
  return {
    answerPace: kind.answerPace * around(),
    resolvePace: kind.resolvePace * around(),
    ignores: kind.ignores * around(),
    truth: Math.min(0.97, kind.truth * (0.95 + 0.1 * random())),
    trend,
  };
}
