import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDays, createMoments } from '../../src/demo/moments.ts';
import { createQuiet } from '../../src/demo/quiet.ts';
import { createRandom, drawAt, fillUrn, pickWeighted, spread } from '../../src/demo/random.ts';
import { createReferences } from '../../src/demo/references.ts';
import { seasonWeight } from '../../src/demo/seasons.ts';
import { THEMES, themeOf } from '../../src/demo/theme.ts';
import { DEMO_WORDS } from '../../src/demo/words/index.ts';
import { countSegments, foldForAir } from '../../src/encoding.ts';
import { localDay } from '../../src/grievances/local-day.ts';
import { quietUntil } from '../../src/grievances/quiet-hours.ts';
import { parseReference } from '../../src/grievances/reference.ts';
import { localeOf, showMoment } from '../../src/locales/index.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { NAMES, type Name, readShipped } from '../sms/shipped-programmes.ts';

const FROM = Date.parse('2026-02-20T00:00Z');
const YEAR_MS = 365 * 86_400_000;

let shipped: (name: Name) => Programme;
beforeAll(async () => {
  shipped = await readShipped();
});

/** Moments of a year, among them the nights in which clocks are changed. */
function moments(): Date[] {
  const random = createRandom('moments');
  const drawn = Array.from({ length: 400 }, () => new Date(FROM + Math.floor(random() * YEAR_MS)));
  const changes = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:59:59Z', '2026-10-25T01:00:00Z'];
  return [...drawn, ...changes.map((at) => new Date(at))];
}

describe('what is worked out once for very many', () => {
  it.each(NAMES)('says moments and quiet hours of %s as the gateway does', (name) => {
    const programme = shipped(name);
    const { timeZone } = programme.calendar;
    const locale = localeOf(programme.languages[0]);
    const show = createMoments(timeZone);
    const dayOf = createDays(timeZone);
    const quiet = createQuiet(programme, new Date(FROM), new Date(FROM + YEAR_MS));
    for (const at of moments()) {
      expect(show(locale, at)).toBe(showMoment(locale, at, timeZone));
      expect(dayOf(at)).toBe(localDay(at, timeZone));
      expect(quiet(at)).toEqual(quietUntil(programme, at));
    }
  });
});

describe('references', () => {
  it('are each given once, past those that are taken', () => {
    const first = createReferences('seed');
    const taken = Array.from({ length: 50 }, () => first.next());
    const second = createReferences('seed');
    for (const reference of taken) expect(second.take(reference)).toBe(true);
    expect(taken.map((reference) => second.take(reference))).not.toContain(true);
    const others = Array.from({ length: 50 }, () => second.next());
    expect(others.filter((reference) => taken.includes(reference))).toEqual([]);
    expect(others.every((reference) => parseReference(reference).ok)).toBe(true);
  });
});

describe('chance', () => {
  it('goes by the weights', () => {
    const random = createRandom('weights');
    const drawn = Array.from({ length: 4_000 }, () => pickWeighted(random, { often: 3, rarely: 1, never: 0 }));
    expect(drawn).not.toContain('never');
    expect(drawn.filter((one) => one === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
    const urn = fillUrn(['a', 'b', 'c'], (item) => (item === 'b' ? 0 : 1));
    expect([0, 0.49, 0.5, 0.999].map((share) => drawAt(urn, share))).toEqual(['a', 'a', 'c', 'c']);
    expect(() =>
      drawAt(
        fillUrn([], () => 1),
        0,
      ),
    ).toThrow(RangeError);
  });

  it('spreads around 1: as many below as above', () => {
    const random = createRandom('spread');
    const factors = Array.from({ length: 4_000 }, () => spread(random, 0.7));
    expect(factors.filter((factor) => factor < 1).length / factors.length).toBeCloseTo(0.5, 1);
    expect(Math.min(...factors)).toBeGreaterThan(0);
  });
});

describe('themes and seasons', () => {
  it('every category of the programmes has its theme, and sealed ones never say what they are about', () => {
    for (const name of NAMES) {
      for (const category of shipped(name).categories.values()) {
        const theme = themeOf(category);
        expect(THEMES).toContain(theme);
        expect(theme === 'sealed').toBe(category.stream !== 'ordinary');
      }
    }
  });

  it('water runs dry in the dry months, and roads wash away in the wet ones', () => {
    expect(seasonWeight('KE', 'water', 2)).toBeGreaterThan(seasonWeight('KE', 'water', 5));
    expect(seasonWeight('BD', 'road', 7)).toBeGreaterThan(seasonWeight('BD', 'road', 1));
    expect(seasonWeight('nowhere', 'water', 2)).toBe(1);
  });
});

describe('the words', () => {
  const all = Object.entries(DEMO_WORDS).flatMap(([language, { problems, ...said }]) =>
    [...Object.values(problems), ...Object.values(said)].flatMap((texts) => texts.map((text) => ({ language, text }))),
  );

  it('are short, and hold no digit', () => {
    expect(all.length).toBeGreaterThan(250);
    for (const { text } of all) {
      expect(text).not.toMatch(/\p{N}/u);
      expect(countSegments(foldForAir(text))).toBe(1);
    }
  });

  it('of languages in Latin letters are sent as 7-bit text', () => {
    const latin = all.filter(({ language }) => language !== 'bn');
    for (const { text } of latin) expect(foldForAir(text)).toMatch(/^[\n -~’]*$/);
  });
});
