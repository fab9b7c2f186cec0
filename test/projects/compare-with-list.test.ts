import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROJECT_STATES, type ProjectState } from '../../src/db/schema.ts';
import { toFives } from '../../src/figures/to-fives.ts';
import { compareWithList, FEWEST_INSIDE, isPastItsEnd, type Verdict } from '../../src/projects/compare-with-list.ts';

const found = (done: number, started: number, nothing: number) => ({ done, started, nothing });

describe('what residents found against the list', () => {
  it.each<[ProjectState, ReturnType<typeof found>, Verdict]>([
    ['completed', found(0, 0, 4), 'few'],
    ['completed', found(0, 0, 5), 'differs'],
    ['completed', found(1, 1, 3), 'unclear'],
    ['completed', found(9, 1, 0), 'agrees'],
    ['completed', found(0, 20, 0), 'differs'],
    ['under_way', found(0, 20, 0), 'agrees'],
    ['under_way', found(20, 0, 0), 'agrees'],
    ['under_way', found(2, 3, 40), 'differs'],
    ['stalled', found(20, 0, 1), 'differs'],
    ['stalled', found(0, 10, 10), 'agrees'],
    ['planned', found(0, 0, 30), 'none'],
    ['contracted', found(0, 0, 30), 'none'],
    ['unknown', found(5, 5, 5), 'none'],
  ])('%s, %j: %s', (state, answers, verdict) => {
    expect(compareWithList({ state, found: answers }, FEWEST_INSIDE).verdict).toBe(verdict);
  });

  it('tells a share with the range it lies in, and nothing of too few', () => {
    const { against, people } = compareWithList({ state: 'completed', found: found(4, 2, 4) }, 10);
    expect([people, against?.share]).toEqual([10, 0.6]);
    expect(against?.range.map((end) => Math.round(end * 100))).toEqual([31, 83]);
    expect(compareWithList({ state: 'completed', found: found(4, 2, 3) }, 10)).toEqual({
      verdict: 'few',
      people: null,
      found: null,
      against: null,
    });
  });

  it('never says a figure of fewer than asked for, and never a verdict without certainty', () => {
    const count = fc.nat({ max: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...PROJECT_STATES),
        count,
        count,
        count,
        fc.integer({ min: 1, max: 30 }),
        (...given) => {
          const [state, done, started, nothing, fewest] = given;
          const finding = compareWithList({ state, found: found(done, started, nothing) }, fewest);
          const isFew = done + started + nothing < fewest;
          expect([finding.people === null, finding.found === null]).toEqual([isFew, isFew]);
          if (finding.verdict === 'differs') expect(finding.against?.share).toBeGreaterThan(0.5);
          if (finding.verdict === 'agrees') expect(finding.against?.share).toBeLessThan(0.5);
        },
      ),
    );
  });
});

it('knows what the list itself has let pass', () => {
  expect(isPastItsEnd({ state: 'under_way', ends_on: '2026-10-31' }, '2026-11-01')).toBe(true);
  expect(isPastItsEnd({ state: 'under_way', ends_on: '2026-10-31' }, '2026-10-31')).toBe(false);
  expect(isPastItsEnd({ state: 'completed', ends_on: '2026-10-31' }, '2026-11-01')).toBe(false);
  expect(isPastItsEnd({ state: 'stalled', ends_on: null }, '2026-11-01')).toBe(false);
});

it('rounds to fives', () => {
  expect([0, 2, 3, 12, 13].map(toFives)).toEqual([0, 0, 5, 10, 15]);
});
