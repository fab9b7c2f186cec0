import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeReference, parseReference, showReference } from '../../src/grievances/reference.ts';

const reference = fc.integer({ min: 1_000_000, max: 9_999_999 }).map((seven) => makeReference(() => seven));

describe('makeReference', () => {
  it.each([
    // The example everyone gives for this table: the check digit of 572 is 4.
    [572, '5724'],
    [4_821_773, '48217739'],
    [9_999_999, '99999992'],
  ])('adds the check digit of Damm: %i is %s', (digits, made) => {
    expect(makeReference(() => digits)).toBe(made);
  });

  it('asks for seven digits that do not begin with 0', () => {
    const asked: number[][] = [];
    makeReference((min, max) => {
      asked.push([min, max]);
      return min;
    });
    expect(asked).toEqual([[1_000_000, 10_000_000]]);
  });

  it('is random: a thousand references are nearly all different, and all readable', () => {
    const made = Array.from({ length: 1000 }, () => makeReference());
    expect(new Set(made).size).toBeGreaterThan(990);
    for (const one of made) expect(parseReference(one)).toEqual({ ok: true, reference: one });
  });
});

describe('parseReference', () => {
  const good = makeReference(() => 4_821_773);
  const bangla = good.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'.charAt(Number(digit)));

  it.each([
    good,
    ` ${good} `,
    showReference(good),
    `${good.slice(0, 4)}-${good.slice(4)}`,
    `${good.slice(0, 4)}\u00a0\u2013\u00a0${good.slice(4)}\n`,
    good.split('').join(' '),
    bangla,
    `${bangla.slice(0, 4)} ${bangla.slice(4)}`,
  ])('reads %j', (typed) => {
    expect(parseReference(typed)).toEqual({ ok: true, reference: good });
  });

  it.each(['', '4821', good.slice(1), `${good}0`, '04821773', 'ABCDEFGH', '4821773O', '4821 7739 x', '½8217736'])(
    'finds no reference in %j',
    (typed) => {
      expect(parseReference(typed)).toEqual({ ok: false, reason: 'shape' });
    },
  );

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(reference, fc.nat(7), fc.integer({ min: 1, max: 9 }), (right, at, by) => {
        const digit = (Number(right.charAt(at)) + by) % 10;
        expect(parseReference(`${right.slice(0, at)}${digit}${right.slice(at + 1)}`).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('catches every swap of two neighbours', () => {
    fc.assert(
      fc.property(reference, fc.nat(6), (right, at) => {
        const [a, b] = [right.charAt(at), right.charAt(at + 1)];
        fc.pre(a !== b);
        expect(parseReference(right.slice(0, at) + b + a + right.slice(at + 2)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('says check_digit, not shape, when eight digits were mistyped', () => {
    const wrong = good.slice(0, 7) + ((Number(good.charAt(7)) + 1) % 10);
    expect(parseReference(wrong)).toEqual({ ok: false, reason: 'check_digit' });
  });
});

describe('showReference', () => {
  it('parts it in the middle', () => {
    expect(showReference('48217739')).toBe('4821 7739');
  });
});
