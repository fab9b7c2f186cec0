import { describe, expect, it } from '@jest/globals';
import { findUnits } from '../../src/routing/find-units.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { areaOf, makeProgramme, type Place } from './make-programme.ts';

const ward = (en: string): Place => ({ names: { en }, level: 'ward' });
const bare = makeProgramme({
  names: { en: 'Coast' },
  level: 'coast',
  inside: [
    { names: { en: 'Mombasa' }, level: 'county', inside: [ward('Tudor'), ward('Likoni')] },
    { names: { en: 'Kilifi' }, level: 'county', inside: [ward('Malindi'), ward('Watamu')] },
  ],
});
const UNITS: readonly [code: string, number: number, name: string, area: string][] = [
  ['TUDOR', 101, 'Tudor Hospital', 'A.1'],
  ['LIKONI', 102, 'Likoni Hospital', 'A.1.2'],
  ['MALINDI', 103, 'Malindi Hospital', 'A.2.1'],
  ['WATER', 104, 'Malindi Water', 'A.2.1'],
  ['MARKET', 105, 'Old Market', 'A.2.1'],
  ['WATAMU', 201, 'Watamu', 'A.2.2'],
  ['DISPENSARY', 202, 'Watamu Dispensary', 'A.2.2'],
];
const programme: Programme = {
  ...bare,
  units: new Map(
    UNITS.map(([code, number, en, area]) => [
      code,
      { id: code, code, number, type: 'any', names: { en }, area: areaOf(bare, area) },
    ]),
  ),
};

const find = (typed: string, near: string | null = null) =>
  findUnits(programme, typed, near === null ? null : areaOf(programme, near)).map(({ code }) => code);

describe('the units that typed words can mean', () => {
  it.each([
    ['its number', '104', ['WATER']],
    ['its number in Bangla digits', '১০৪', ['WATER']],
    ['its number with zeros and spaces around', ' 0104 ', ['WATER']],
    ['a number nobody has, though it begins one', '10', []],
    ['its name', 'tudor hospital', ['TUDOR']],
    ['its name with slips', 'Tuddor hopital', ['TUDOR']],
    ['the beginning of its name', 'old mar', ['MARKET']],
    ['the whole name of one that others begin with', 'watamu', ['WATAMU']],
    ['a word of several', 'hospital', ['TUDOR', 'LIKONI', 'MALINDI']],
    ['a place that units are called after: those, then the others there', 'Malindi', ['MALINDI', 'WATER', 'MARKET']],
    ['a place with a slip, which no unit is called', 'Mombsa', []],
    ['a place that no unit is called after', 'Kilifi', []],
    ['nothing that is a name', '😀', []],
    ['nothing at all', '', []],
  ])('%s', (_name, typed, codes) => {
    expect(find(typed)).toEqual(codes);
  });

  it('are those in and around the caller first, of those that fit alike', () => {
    expect(find('hospital', 'A.2.1')).toEqual(['MALINDI', 'TUDOR', 'LIKONI']);
    expect(find('hospital', 'A.1.2')).toEqual(['LIKONI', 'TUDOR', 'MALINDI']);
    expect(find('103', 'A.1.2')).toEqual(['MALINDI']);
  });
});
