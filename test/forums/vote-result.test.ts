import { describe, expect, it } from '@jest/globals';
import { promiseResult } from '../../src/forums/promise-result.ts';
import { resultOf } from '../../src/forums/vote-result.ts';

const proposals = (...votes: readonly number[]) =>
  votes.map((count, index) => ({ number: index + 1, names: { en: `Proposal ${index + 1}` }, votes: count }));

describe('resultOf', () => {
  it.each([
    ['one that most chose', [3, 9, 1], 13, [2, 1, 3], [2]],
    ['a tie of two', [6, 1, 6], 13, [1, 3, 2], [1, 3]],
    ['a tie of all', [5, 5], 10, [1, 2], [1, 2]],
    ['one that all chose', [0, 12], 12, [2, 1], [2]],
  ])('%s', (_what, votes, turnout, order, winners) => {
    const result = resultOf(proposals(...votes));
    expect(result.turnout).toBe(turnout);
    expect(result.proposals.map(({ number }) => number)).toEqual(order);
    expect(result.winners).toEqual(winners);
  });

  it.each([[[0, 0]], [[9, 0]], [[4, 5]]])('says nothing of %j votes', (votes) => {
    const result = resultOf(proposals(...votes));
    expect(result).toMatchObject({ turnout: null, winners: [] });
    expect(result.proposals.map((one) => one.votes)).toEqual([0, 0]);
  });
});

describe('promiseResult', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  const asked = { asked_at: at(1), closes_at: at(15), kept: 0, broken: 0 };
  it.each([
    ['nobody was asked', { ...asked, asked_at: null, closes_at: null, kept: 3 }, at(20), 'open'],
    ['answers still count', { ...asked, kept: 30 }, at(14), 'asking'],
    ['they count no longer', { ...asked, kept: 2, broken: 1 }, at(15), 'kept'],
    ['more say no', { ...asked, kept: 1, broken: 2 }, at(20), 'broken'],
    ['as many say yes as no', { ...asked, kept: 2, broken: 2 }, at(20), 'divided'],
    ['nobody answered', asked, at(20), 'no_answer'],
  ])('where %s', (_what, promise, now, result) => {
    expect(promiseResult(promise, now)).toBe(result);
  });
});
