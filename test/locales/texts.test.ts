import { describe, expect, it } from '@jest/globals';
import { foldForAir, measure } from '../../src/encoding.ts';
import { type Locale, localeOf } from '../../src/locales/index.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { LONGEST, type Values } from './longest-values.ts';
import { type Say, SMS, USSD } from './spoken-texts.ts';

const SAID: readonly (readonly [string, Say])[] = [
  ...Object.entries(SMS).map(([key, say]) => [`sms.${key}`, say] as const),
  ...Object.entries(USSD).map(([key, say]) => [`ussd.${key}`, say] as const),
];
const EACH = LANGUAGES.flatMap((language) => SAID.map(([key, say]) => [language, key, say] as const));

/** No two the same, and none in any text of ours. */
const MARKS: Values = {
  reference: '9081 7263',
  code: '*990*9#',
  office: '<office>',
  due: '<due>',
  category: '<category>',
  status: '<status>',
  area: '<area>',
  level: '<level>',
  unit: '<unit>',
  score: 88,
  title: '<title>',
  typed: '<typed>',
  numbers: '<numbers>',
  list: '<list>',
  languages: '<languages>',
  text: '<text>',
};

/** Every text of a language that is not said with values. */
function fixedTexts({ self, nav, again, status, weekdays, months }: Locale): string[] {
  return [self, ...Object.values(nav), ...Object.values(again), ...Object.values(status), ...weekdays, ...months];
}

function allTexts(language: Language): string[] {
  const locale = localeOf(language);
  return [...fixedTexts(locale), ...SAID.map(([, say]) => say(locale, LONGEST[language]))];
}

it.each(EACH)('%s: %s says everything it is given', (language, _key, say) => {
  const given = new Set<string>();
  const values = new Proxy(MARKS, {
    get: (marks, name, receiver): unknown => {
      const mark: unknown = Reflect.get(marks, name, receiver);
      given.add(String(mark));
      return mark;
    },
  });
  const text = say(localeOf(language), values);
  expect([...given].filter((mark) => !text.includes(mark))).toEqual([]);
});

describe.each(LANGUAGES)('%s', (language) => {
  const locale = localeOf(language);
  const texts = allTexts(language);

  it('has no empty text, no stray space and nothing that was not filled in', () => {
    expect(texts.filter((text) => /^\s|\s$| {2}|undefined|\[object|\$\{/.test(text) || text === '')).toEqual([]);
  });

  it('is written in NFC, with straight quotes, plain dashes and no emoji', () => {
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
    expect(texts.filter((text) => /[‘’‚“”„‟«»′″`´–—…]|\p{Extended_Pictographic}/u.test(text))).toEqual([]);
  });

  it('says no word of a machine', () => {
    expect(
      texts.filter((text) => /\b(error|invalid|null|session|timeout|database|greška|gabim i|hitilafu)\b/i.test(text)),
    ).toEqual([]);
  });

  it('has seven days and twelve months that can be told apart', () => {
    expect(new Set(locale.weekdays).size).toBe(7);
    expect(new Set(locale.months).size).toBe(12);
  });

  it('has five scores that can be told apart', () => {
    expect(locale.ussd.scores).toHaveLength(5);
    expect(new Set(locale.ussd.scores).size).toBe(5);
  });

  it('has a word of its own for every status', () => {
    expect(new Set(Object.values(locale.status)).size).toBe(Object.keys(locale.status).length);
  });
});

describe.each(['en', 'sw', 'sq', 'sr'] as const)('%s on the air', (language) => {
  it('is GSM-7, all of it', () => {
    const texts = allTexts(language).map(foldForAir);
    expect(texts.filter((text) => measure(text).encoding !== 'gsm7')).toEqual([]);
  });
});

it.each(['en', 'sw'] as const)('%s needs no folding', (language) => {
  expect(allTexts(language).filter((text) => foldForAir(text) !== text)).toEqual([]);
});

it('gives the same reference and code in every language, in digits a keypad types', () => {
  const said = LANGUAGES.map((language) => SMS.receipt(localeOf(language), MARKS));
  for (const text of said) {
    expect(text).toContain('90817263');
    expect(text).not.toMatch(/[০-৯]/);
  }
});

it('gives nothing away in a sealed answer', () => {
  for (const language of LANGUAGES) {
    const text = SMS.sealed(localeOf(language), MARKS);
    expect(text).not.toMatch(/majibu/i);
    expect(text.replace(MARKS.reference, '')).not.toMatch(/\d/);
  }
});
