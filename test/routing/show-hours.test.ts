import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseHours } from '../../src/routing/parse-hours.ts';
import { DAYS, type WeeklyHours } from '../../src/routing/programme.ts';
import { showHours } from '../../src/routing/show-hours.ts';

describe('showHours', () => {
  it.each([
    'mon-fri 08:00-13:00, 14:00-17:00',
    'mon 08:00-12:00; tue-wed 09:00-12:00; sun 00:00-24:00',
    'mon 08:00-12:00; wed 08:00-12:00',
  ])('%s', (text) => {
    const parsed = parseHours(text);
    expect('hours' in parsed && showHours(parsed.hours)).toBe(text);
  });

  it('writes what parseHours reads again, whatever the week', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 6 });
    const spans = minutes.map((drawn) => {
      const sorted = [...drawn].sort((one, other) => one - other);
      return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
        fromMinute: sorted[2 * index] ?? 0,
        toMinute: sorted[2 * index + 1] ?? 1440,
      }));
    });
    fc.assert(
      fc.property(fc.array(spans, { minLength: 7, maxLength: 7 }), (week) => {
        fc.pre(week.some((day) => day.length > 0));
        const hours = Object.fromEntries(DAYS.map((day, index) => [day, week[index]])) as unknown as WeeklyHours;
        const parsed = parseHours(showHours(hours));
        expect('hours' in parsed && parsed.hours).toEqual(hours);
      }),
    );
  });
});
