import { describe, expect, it } from '@jest/globals';
import { populationOf } from '../../src/figures/population-of.ts';
import { workingDayMinutes } from '../../src/figures/working-day.ts';
import type { Area, Population } from '../../src/routing/programme.ts';

function area(population: Population | null, children: readonly Area[] = []): Area {
  return { id: 'x', code: 'X', level: 'ward', names: { en: 'X' }, aliases: [], parent: null, children, population };
}

const of = (people: number, year: number, source = 'census'): Population => ({ people, year, source });

describe('populationOf', () => {
  it.each([
    ['what was counted of it', area(of(100, 2019), [area(of(70, 2024))]), of(100, 2019)],
    ['the sum of its parts, counted in one year', area(null, [area(of(3, 2019)), area(of(4, 2019))]), of(7, 2019)],
    [
      'the sum of what is below its parts',
      area(null, [area(null, [area(of(3, 2019, 'a'))]), area(of(4, 2019, 'b'))]),
      of(7, 2019, 'a; b'),
    ],
    ['nothing where years differ', area(null, [area(of(3, 2011)), area(of(4, 2024))]), null],
    ['nothing where a part was not counted', area(null, [area(of(3, 2019)), area(null)]), null],
    ['nothing of a place without parts', area(null), null],
  ] as const)('is %s', (_, place, expected) => {
    expect(populationOf(place)).toEqual(expected);
  });
});

describe('workingDayMinutes', () => {
  const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const long = [
    { fromMinute: 480, toMinute: 780 },
    { fromMinute: 840, toMinute: 1020 },
  ];

  it('is the mean of the days on which somebody works', () => {
    expect(workingDayMinutes({ ...closed, mon: long, tue: long })).toBe(480);
    expect(workingDayMinutes({ ...closed, mon: long, sat: [{ fromMinute: 480, toMinute: 720 }] })).toBe(360);
    // Nobody ever works: then a day is a day.
    expect(workingDayMinutes(closed)).toBe(1_440);
  });
});
