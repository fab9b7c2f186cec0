import { describe, expect, it } from '@jest/globals';
import { localeOf, showMoment } from '../../src/locales/index.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';

describe('localeOf', () => {
  it('has every language, each under its own name', () => {
    expect(new Set(LANGUAGES.map((language) => localeOf(language).self)).size).toBe(LANGUAGES.length);
  });
});

describe('showMoment', () => {
  it.each<[Language, string, string]>([
    ['en', 'Africa/Nairobi', 'Thu 19 Nov 20:00'],
    ['sw', 'Africa/Nairobi', 'Alh 19 Nov 20:00'],
    ['bn', 'Asia/Dhaka', 'বৃহঃ 19 নভে 23:00'],
    ['sq', 'Europe/Belgrade', 'Enj 19 Nën 18:00'],
    ['sr', 'Europe/Belgrade', 'čet 19 nov 18:00'],
  ])('%s in %s', (language, timeZone, expected) => {
    expect(showMoment(localeOf(language), new Date('2026-11-19T17:00:00Z'), timeZone)).toBe(expected.normalize('NFC'));
  });

  it('is the day of the place, not of the machine', () => {
    expect(showMoment(localeOf('en'), new Date('2026-11-19T22:30:00Z'), 'Asia/Dhaka')).toBe('Fri 20 Nov 04:30');
  });
});
