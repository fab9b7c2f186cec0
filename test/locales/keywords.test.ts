import { describe, expect, it } from '@jest/globals';
import { type Locale, localeOf } from '../../src/locales/index.ts';
import { foldName } from '../../src/routing/fold-name.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { type Keyword, readKeyword, readLanguage } from '../../src/sms/keywords.ts';
import { walkTexts } from './walk-texts.ts';

/** Languages as the programmes offer them. English is understood everywhere. */
const PROGRAMMES: readonly (readonly [string, readonly [Language, ...Language[]]])[] = [
  ['kenya-coast', ['sw', 'en']],
  ['khulna', ['bn', 'en']],
  ['kosovo', ['sq', 'sr', 'en']],
];

const wordsOf = ({ keywords }: Locale) =>
  Object.entries(keywords).flatMap(([keyword, words]) => words.map((word) => ({ keyword, word })));

describe.each(PROGRAMMES)('%s', (_programme, languages) => {
  const words = languages.flatMap((language) => wordsOf(localeOf(language)));

  it('has no word that means two things', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { keyword, word } of words) {
      const folded = foldName(word);
      meanings.set(folded, (meanings.get(folded) ?? new Set()).add(keyword));
    }
    expect([...meanings].filter(([, keywords]) => keywords.size > 1)).toEqual([]);
  });

  it('reads every word as what it means, in small letters too', () => {
    for (const { keyword, word } of words) {
      expect([word, readKeyword({ languages }, word)?.keyword]).toEqual([word, keyword]);
      expect([word, readKeyword({ languages }, ` ${word.toLowerCase()}. `)?.keyword]).toEqual([word, keyword]);
    }
  });

  it('has no keyword that is the name of a language', () => {
    expect(words.filter(({ word }) => readLanguage({ languages }, word) !== null)).toEqual([]);
  });
});

describe.each(LANGUAGES)('%s', (language) => {
  const locale = localeOf(language);

  it('has words for every keyword, each one word and none twice', () => {
    for (const [keyword, words] of Object.entries(locale.keywords)) {
      expect([keyword, words.length]).not.toEqual([keyword, 0]);
      expect(words.filter((word) => foldName(word) === '' || foldName(word).includes(' '))).toEqual([]);
      expect([keyword, new Set(words.map(foldName)).size]).toEqual([keyword, words.length]);
    }
  });

  it.each<[keyof Locale['sms'], Keyword[]]>([
    ['help', ['report', 'status', 'rate', 'language', 'stop']],
    ['receipt', ['status']],
    ['noReports', ['report']],
    ['notUnderstood', ['help']],
    ['stopped', ['start']],
    ['started', ['stop']],
    ['notice', ['data']],
    ['aboutData', ['stop']],
  ])('%s prints the first word of what it tells to send', (key, keywords) => {
    const text = walkTexts(locale).find(({ path }) => path === `sms.${key}`)?.text ?? '';
    const printed = keywords.map((keyword) => locale.keywords[keyword][0] ?? '');
    expect(printed.filter((word) => !text.split(/[\s";:,.]+/).includes(word))).toEqual([]);
  });
});

describe('what people type', () => {
  it.each<[readonly [Language, ...Language[]], string, Keyword, string]>([
    [['bn', 'en'], 'অভিযোগ নলকূপ নষ্ট', 'report', 'নলকূপ নষ্ট'],
    [['bn', 'en'], 'ovijog nolkup nosto', 'report', 'nolkup nosto'],
    [['bn', 'en'], 'অবস্থা ৪৮২১৭৭৩৬', 'status', '৪৮২১৭৭৩৬'],
    // য় as one code point, as many phones send it.
    [['bn', 'en'], 'মূল্যা\u09dfন', 'rate', ''],
    [['bn', 'en'], 'হ্যাঁ', 'yes', ''],
    [['bn', 'en'], 'na', 'no', ''],
    [['sq', 'sr', 'en'], 'Vlereso 104 5', 'rate', '104 5'],
    [['sq', 'sr', 'en'], 'NDIHMË!', 'help', ''],
    [['sq', 'sr', 'en'], 'pomoc', 'help', ''],
    [['sq', 'sr', 'en'], 'ПРИЈАВА нема воде', 'report', 'нема воде'],
    [['sq', 'sr', 'en'], 'status 48217736', 'status', '48217736'],
    [['sq', 'sr', 'en'], 'po', 'yes', ''],
    [['sq', 'sr', 'en'], 'не', 'no', ''],
    [['sw', 'en'], 'hali 4821 7736', 'status', '4821 7736'],
    [['sw', 'en'], 'Ndiyo.', 'yes', ''],
  ])('%j: %s is %s', (languages, text, keyword, rest) => {
    expect(readKeyword({ languages }, text)).toMatchObject({ keyword, rest });
  });

  it.each<[readonly [Language, ...Language[]], string, Language | null]>([
    [['sq', 'sr', 'en'], 'raporto', 'sq'],
    [['sq', 'sr', 'en'], 'prijava', 'sr'],
    [['sq', 'sr', 'en'], 'status', null],
    [['sw', 'en'], 'report', 'en'],
  ])('%j: %s is a word of %s', (languages, text, language) => {
    expect(readKeyword({ languages }, text)?.language).toBe(language);
  });

  it.each<[readonly [Language, ...Language[]], string]>([
    [['sq', 'sr', 'en'], 'Në Prishtinë nuk ka ujë'],
    [['sq', 'sr', 'en'], 'Da li centar radi u subotu'],
    [['sq', 'sr', 'en'], 'Ne radi lift u centru'],
    [['bn', 'en'], 'না খেয়ে আছি, ভাতা পাইনি'],
    [['bn', 'en'], 'বন্ধ হয়ে গেছে নলকূপ'],
    [['sw', 'en'], 'La, daktari hakuja'],
  ])('%j: %s is free text', (languages, text) => {
    expect(readKeyword({ languages }, text)).toBeNull();
  });
});
