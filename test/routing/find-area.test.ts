import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { typedNames } from '../../bench/misspell.ts';
import { COUNTRY_NAMES, readPlaces } from '../../bench/read-places.ts';
import { findAreas, matchAreas, type Places } from '../../src/routing/find-area.ts';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { areaOf, makeProgramme, type Place } from './make-programme.ts';

const ward = (en: string, ...aliases: string[]): Place => ({ names: { en }, level: 'ward', aliases });
const levels = {
  county: { en: 'County', sw: 'Kaunti' },
  ward: { en: 'Ward', sw: 'Wadi', bn: 'ওয়ার্ড' },
  union: { en: 'Union', bn: 'ইউনিয়ন' },
  municipality: { en: 'Municipality', sq: 'Komuna' },
};

const coast = makeProgramme(
  {
    names: { en: 'Coast' },
    level: 'coast',
    inside: [
      {
        names: { en: 'Mombasa' },
        level: 'county',
        inside: [
          { names: { en: 'Likoni' }, level: 'constituency', inside: [ward('Likoni'), ward('Bofu'), ward('Timbwani')] },
          {
            names: { en: 'Mvita' },
            level: 'constituency',
            inside: [ward('Mji Wa Kale/Makadara'), ward('Tudor'), ward("Ziwa La Ng'ombe"), ward('Port Reitz')],
          },
        ],
      },
      {
        names: { en: 'Kilifi' },
        level: 'county',
        inside: [
          { names: { en: 'Kilifi North' }, level: 'constituency', inside: [ward('Tezo'), ward('Mnarani')] },
          { names: { en: 'Kilifi South' }, level: 'constituency', inside: [ward('Shimo La Tewa'), ward('Junju')] },
        ],
      },
      { names: { en: 'Lamu' }, level: 'county', inside: [ward('Shella'), ward('Mkomani'), ward('Hindi')] },
    ],
  },
  levels,
);

const bangla = (digits: number) => String(digits).replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'.charAt(Number(digit)));
const khulna = makeProgramme(
  {
    names: { en: 'Khulna' },
    level: 'district',
    inside: [
      {
        names: { en: 'Khulna City Corporation' },
        level: 'city',
        aliases: ['KCC'],
        inside: Array.from({ length: 31 }, (_, n) => ({
          names: { en: `Ward ${n + 1}`, bn: `ওয়ার্ড ${bangla(n + 1)}` },
          level: 'ward',
          aliases: [`Ward No. ${n + 1}`, `${bangla(n + 1)} নং ওয়ার্ড`],
        })),
      },
      {
        names: { en: 'Batiaghata', bn: 'বটিয়াঘাটা' },
        level: 'upazila',
        aliases: ['Botiaghata'],
        inside: [
          { names: { en: 'Batiaghata', bn: 'বটিয়াঘাটা' }, level: 'union', aliases: ['Botiaghata'] },
          { names: { en: 'Jalma', bn: 'জলমা' }, level: 'union', aliases: ['Jolma'] },
          { names: { en: 'Bhanderkote', bn: 'ভান্ডারকোট' }, level: 'union' },
        ],
      },
    ],
  },
  levels,
);

const municipality = (sq: string, sr: string, ...aliases: string[]): Place => ({
  names: { en: sq, sq, sr },
  level: 'municipality',
  aliases,
});
const kosovo = makeProgramme(
  {
    names: { en: 'Kosovo' },
    level: 'country',
    inside: [
      {
        names: { en: 'Gjakovë' },
        level: 'region',
        inside: [municipality('Gjakovë', 'Đakovica', 'Ђаковица'), municipality('Deçan', 'Dečane')],
      },
      {
        names: { en: 'Prishtinë' },
        level: 'region',
        inside: [municipality('Prishtinë', 'Priština'), municipality('Fushë Kosovë', 'Kosovo Polje')],
      },
    ],
  },
  levels,
);

function found(programme: Programme, typed: string): string[] {
  return findAreas(programme, typed).map(({ level, names }) => `${level} ${names.en}`);
}

describe('findAreas', () => {
  it.each([
    ['tudor', ['ward Tudor']],
    ['TUDOR ', ['ward Tudor']],
    ['tud', ['ward Tudor']],
    ['tudr', ['ward Tudor']],
    ['tduor', ['ward Tudor']],
    ['Tuddor', ['ward Tudor']],
    ['Tudor ward', ['ward Tudor']],
    ['wadi ya Tudor', ['ward Tudor']],
    ['wadi ya Tudoor', ['ward Tudor']],
    ['port-reitz', ['ward Port Reitz']],
    ['portreitz', ['ward Port Reitz']],
    ['reitz', ['ward Port Reitz']],
    ['port ritz', ['ward Port Reitz']],
    ['Makadara', ['ward Mji Wa Kale/Makadara']],
    ['mji wa kale', ['ward Mji Wa Kale/Makadara']],
    ["ziwa la ng'ombe", ["ward Ziwa La Ng'ombe"]],
    ['ziwa la ngombe', ["ward Ziwa La Ng'ombe"]],
    ['NG’OMBE', ["ward Ziwa La Ng'ombe"]],
    ['shimo latewa', ['ward Shimo La Tewa']],
    ['north kilifi', ['constituency Kilifi North']],
    ['kilifi', ['county Kilifi', 'constituency Kilifi North', 'constituency Kilifi South']],
    ['kilifi county', ['county Kilifi']],
    ['kaunti ya kilifi', ['county Kilifi']],
    ['likoni', ['ward Likoni', 'constituency Likoni']],
    ['likoni ward', ['ward Likoni']],
    ['m', []],
  ])('on the coast %j finds %j', (typed, expected) => {
    expect(found(coast, typed)).toEqual(expected);
  });

  it.each([
    ['ward 12', ['ward Ward 12']],
    ['ওয়ার্ড ১২', ['ward Ward 12']],
    ['ward ১২', ['ward Ward 12']],
    ['১২ নং ওয়ার্ড', ['ward Ward 12']],
    ['12', ['ward Ward 12']],
    ['ward no 07', ['ward Ward 7']],
    ['WARD-7', ['ward Ward 7']],
    ['wrad 12', ['ward Ward 12']],
    ['ward 1', ['ward Ward 1']],
    ['1', ['ward Ward 1']],
    ['ward 32', []],
    ['ward 0', []],
    ['ward 112', []],
    ['kcc', ['city Khulna City Corporation']],
    ['batiaghata', ['union Batiaghata', 'upazila Batiaghata']],
    ['Botiaghata', ['union Batiaghata', 'upazila Batiaghata']],
    ['batiagata', ['union Batiaghata', 'upazila Batiaghata']],
    ['বটিয়াঘাটা', ['union Batiaghata', 'upazila Batiaghata']],
    ['বটিয়াঘা', ['union Batiaghata', 'upazila Batiaghata']],
    ['বটিযাঘাটা ইউনিয়ন', ['union Batiaghata']],
    ['jalma union', ['union Jalma']],
    ['ভান্ডারকোঠ', ['union Bhanderkote']],
  ])('in Khulna %j finds %j', (typed, expected) => {
    expect(found(khulna, typed)).toEqual(expected);
  });

  it.each([
    ['Gjakove', ['municipality Gjakovë', 'region Gjakovë']],
    ['GJAKOVË', ['municipality Gjakovë', 'region Gjakovë']],
    ['gjakova', ['municipality Gjakovë', 'region Gjakovë']],
    ['Djakovica', ['municipality Gjakovë']],
    ['ђаковица', ['municipality Gjakovë']],
    ['decan', ['municipality Deçan']],
    ['komuna e Prishtinës', ['municipality Prishtinë']],
    ['fushe kosove', ['municipality Fushë Kosovë']],
    ['polje', ['municipality Fushë Kosovë']],
  ])('in Kosovo %j finds %j', (typed, expected) => {
    expect(found(kosovo, typed)).toEqual(expected);
  });

  it.each(['', ' ', '???', '😀', '\u0000', 'aaaa', 'xxxx', 'asdfgh', 'qwerty', 'hospital', 'no water', 'ward', '99'])(
    'finds nothing on the coast for %j',
    (typed) => {
      expect(found(coast, typed)).toEqual([]);
    },
  );

  it('looks only inside the area it is given, and never finds that area itself', () => {
    const mombasa = areaOf(coast, 'A.1');
    expect(findAreas(coast, 'mombasa', { within: mombasa })).toEqual([]);
    expect(findAreas(coast, 'tezo', { within: mombasa })).toEqual([]);
    expect(findAreas(coast, 'likoni', { within: mombasa })).toHaveLength(2);
    expect(findAreas(coast, 'coast')).toEqual([]);
  });

  it('looks for slips inside that area even where a better name lies outside', () => {
    const lamu = areaOf(coast, 'A.3');
    expect(findAreas(coast, 'shela', { within: lamu }).map(({ names }) => names.en)).toEqual(['Shella']);
  });

  it('returns at most as many as asked, the best ones', () => {
    expect(findAreas(khulna, 'ward')).toHaveLength(10);
    expect(findAreas(khulna, 'ward', { limit: 31 })).toHaveLength(31);
    expect(findAreas(coast, 'kilifi', { limit: 1 })).toEqual([areaOf(coast, 'A.2')]);
  });

  it('says how well each fits', () => {
    expect(matchAreas(coast, 'kilifi').map(({ fit }) => fit)).toEqual(['exact', 'prefix', 'prefix']);
    expect(matchAreas(coast, 'reitz').map(({ fit }) => fit)).toEqual(['words']);
    expect(matchAreas(coast, 'tudr').map(({ fit, slips }) => [fit, slips])).toEqual([['slip', 1]]);
  });
});

describe.each(COUNTRY_NAMES)('findAreas in all of %s', (country) => {
  let places: Places;
  let leaves: Area[];
  beforeAll(async () => {
    places = await readPlaces(country);
    leaves = [...places.areas.values()].filter(({ children }) => children.length === 0);
    findAreas(places, 'makes the index');
  });

  it('has all wards or unions', () => {
    const levels = [...places.areas.values()].map(({ level }) => level);
    const [level, count] = country === 'kenya-wards' ? ['ward', 1450] : ['union', 4537];
    expect(levels.filter((one) => one === level)).toHaveLength(count);
  });

  it('finds any of them by its whole name, in each script', () => {
    fc.assert(
      fc.property(fc.nat(leaves.length - 1), fc.constantFrom('en' as const, 'bn' as const), (at, language) => {
        const one = leaves[at];
        const namesakes = matchAreas(places, one?.names[language] ?? one?.names.en ?? '', { limit: 5000 });
        expect(namesakes.filter(({ fit }) => fit === 'exact').map(({ item }) => item)).toContain(one);
      }),
      { numRuns: 100 },
    );
  });

  it('finds nearly all of them with one slip of the thumb', () => {
    const slips = typedNames(places).filter(({ kind }) => kind === 'slip');
    const found = slips.filter(({ text, means }) =>
      matchAreas(places, text, { limit: 5000 }).some(({ item }) => item === means),
    );
    // The others have three letters, or are another place's name now.
    expect(found.length / slips.length).toBeGreaterThan(0.94);
  });

  it('answers any of them in under 5 ms', () => {
    // One of five: every kind of slip in both scripts, and the test stays short.
    const typed = typedNames(places).filter((_, at) => at % 5 === 0);
    const slowest = typed.map(({ text }) => {
      const timesMs = Array.from({ length: 6 }, () => {
        const start = process.cpuUsage();
        findAreas(places, text);
        return process.cpuUsage(start).user / 1_000;
      });
      // Of a processor, and the quickest: what the search costs, and not what else the machine does meanwhile.
      return Math.min(...timesMs);
    });
    expect(Math.max(...slowest)).toBeLessThan(5);
  });
});
