import { describe, expect, it } from '@jest/globals';
import type { Indicator, Programme, Unit } from '../../src/routing/programme.ts';
import { compareScores, type Gap, scoresOf, voicesOf } from '../../src/scorecards/compare-scores.ts';

const WAIT: Indicator = { id: 'w', code: 'WAIT', unitTypes: ['hospital'], scale: 'score', names: { en: 'Waiting' } };
const OPEN: Indicator = { id: 'o', code: 'OPEN', unitTypes: ['hospital'], scale: 'yes_no', names: { en: 'Open?' } };
const programme = { indicators: [WAIT, OPEN] } as unknown as Programme;
const unit = { type: 'hospital' } as unknown as Unit;

type Source = 'ratings' | 'meeting' | 'providers';
const scored = (source: Source, indicator: string, score: number, people: number) => ({
  source,
  indicator,
  score,
  people,
});

const wholeOf = (users: number, providers: number) =>
  compareScores(programme, unit, [scored('ratings', '', users, 10), scored('providers', '', providers, 1)], 5)[0];

describe('the gap between users and providers', () => {
  it.each<[number, number, Gap]>([
    [3, 3, 'same'],
    [1, 5, 'much_lower'],
    [2, 4, 'much_lower'],
    [2, 3, 'lower'],
    [4, 3, 'higher'],
    [5, 3, 'much_higher'],
  ])('users %d, providers %d: %s', (users, providers, gap) => {
    expect(wholeOf(users, providers)?.gap).toBe(gap);
  });

  it('is a part of the whole where the question is yes or no', () => {
    const scores = [
      scored('meeting', 'OPEN', 1, 5),
      scored('meeting', 'OPEN', 2, 15),
      scored('providers', 'OPEN', 1, 4),
    ];
    expect(compareScores(programme, unit, scores, 5)[2]).toMatchObject({
      users: { people: 20, mean: 0.25 },
      providers: { mean: 1 },
      difference: -0.75,
      gap: 'much_lower',
    });
  });

  it('is not known while one side has not scored', () => {
    const [whole] = compareScores(programme, unit, [scored('ratings', '', 2, 10)], 5);
    expect(whole).toMatchObject({ gap: null, difference: null, providers: null });
  });
});

describe('few people', () => {
  const scores = [scored('ratings', '', 5, 4), scored('meeting', '', 2, 12), scored('providers', '', 3, 2)];

  it('are left out of the sum, so that nobody who knows the other source can tell them', () => {
    const [whole] = compareScores(programme, unit, scores, 5);
    expect(whole).toMatchObject({ byPhone: null, atMeeting: 12, users: { people: 12, mean: 2 } });
  });

  it('say nothing at all where both sources are few', () => {
    expect(compareScores(programme, unit, scores, 13)[0]).toMatchObject({
      byPhone: null,
      atMeeting: null,
      users: null,
    });
  });
});

it('counts ratings anew while a card is open, and takes what stands on it once it is closed', () => {
  const stored = [scored('ratings', '', 1, 30), scored('meeting', '', 2, 12)];
  const counted = [{ indicator: '', score: 4, people: 9 }];
  const now = scoresOf({ closed_at: null }, stored, counted);
  expect(now).toEqual([scored('meeting', '', 2, 12), scored('ratings', '', 4, 9)]);
  expect(scoresOf({ closed_at: new Date() }, stored, counted)).toEqual(stored);
});

it('has a mean of what was given', () => {
  expect(voicesOf(WAIT, [1, 0, 0, 0, 1])).toEqual({ people: 2, given: [1, 0, 0, 0, 1], mean: 3 });
  expect(voicesOf(OPEN, [3, 1, 0, 0, 0])?.mean).toBe(0.75);
  expect(voicesOf(null, [0, 0, 0, 0, 0])).toBeNull();
});
