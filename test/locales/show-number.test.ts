import { describe, expect, it } from '@jest/globals';
import { showAmount } from '../../src/locales/show-amount.ts';
import { showNumber, showShare, showUpTo } from '../../src/locales/show-number.ts';
import { LANGUAGES } from '../../src/routing/programme.ts';

describe('numbers', () => {
  it.each([
    ['en', '12,345.50', '12,346', '2.5', '3'],
    ['sw', '12,345.50', '12,346', '2.5', '3'],
    ['bn', '12,345.50', '12,346', '2.5', '3'],
    ['sq', '12 345,50', '12 346', '2,5', '3'],
    ['sr', '12.345,50', '12.346', '2,5', '3'],
  ] as const)('are written as in %s', (language, two, none, half, whole) => {
    expect(showNumber(language, 12_345.5, 2)).toBe(two);
    expect(showNumber(language, 12_345.6)).toBe(none);
    expect(showUpTo(language, 2.5, 1)).toBe(half);
    expect(showUpTo(language, 3, 1)).toBe(whole);
  });

  it.each(LANGUAGES)('hold Latin digits and signs that every SMS can carry in %s', (language) => {
    for (const text of [
      showNumber(language, 1_234_567.891, 2),
      showUpTo(language, 1_234_567, 2),
      showShare(language, 0.925),
    ]) {
      expect(text).toMatch(/^[0-9., %]+$/);
    }
  });

  it('of money are the same each time they are asked for', () => {
    expect(showAmount('en', 6_500_000, 'KES')).toBe('KES 6,500,000');
    expect(showAmount('en', 6_500_000, 'KES')).toBe('KES 6,500,000');
    expect(showAmount('en', 35, 'EUR')).toBe('€35');
  });
});
