import { describe, expect, it } from '@jest/globals';
import { foldForAir, measure } from '../../src/encoding.ts';
import { localeOf } from '../../src/locales/index.ts';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { type Said, walkTexts } from './walk-texts.ts';

/** In Bangla a screen has 66 units: there these say less than they are told, and the screen before has said it. */
const SAYS_LESS: ReadonlySet<string> = new Set(['bn ussd.rated', 'bn ussd.optionAboutOffice']);
/** What stands on the public page only: it keeps its letters. */
const isOnAir = ({ path }: Said) => !path.startsWith('web.');
/** Counts, and puts what comes of it into words. */
const COUNTS = 'duration';

const EACH = LANGUAGES.flatMap((language) =>
  walkTexts(localeOf(language)).map((said) => [language, said.path, said] as const),
);

it('has the same texts in every language', () => {
  const [english, ...others] = LANGUAGES.map((language) => walkTexts(localeOf(language)).map(({ path }) => path));
  for (const paths of others) expect(paths).toEqual(english);
});

it.each(EACH.filter(([, path, { given }]) => given.length > 0 && path !== COUNTS))(
  '%s: %s says everything it is given',
  (language, path, { text, given }) => {
    const missing = given.filter((mark) => !text.includes(mark));
    expect(SAYS_LESS.has(`${language} ${path}`) ? [] : missing).toEqual([]);
  },
);

describe.each(LANGUAGES)('%s', (language) => {
  const locale = localeOf(language);
  const said = walkTexts(locale).filter(({ path }) => path !== COUNTS);
  const texts = said.map(({ text }) => text);

  it('has no empty text, no stray space and nothing that was not filled in', () => {
    expect(texts.filter((text) => /^\s|\s$| {2}|undefined|NaN|\[object|\$\{/.test(text) || text === '')).toEqual([]);
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

  it('has a word of its own for every status and every state of a project', () => {
    expect(new Set(Object.values(locale.status)).size).toBe(Object.keys(locale.status).length);
    expect(new Set(Object.values(locale.projectStates)).size).toBe(Object.keys(locale.projectStates).length);
  });

  it('counts hours and days', () => {
    const said48 = [0, 1, 5, 47, 48, 72].map((hours) => locale.duration(hours));
    expect(new Set(said48).size).toBe(6);
    expect(said48.filter((text) => /NaN|undefined|^\s|\s$/.test(text))).toEqual([]);
    expect(said48[2]).toContain('5');
    expect(said48[4]).toContain('2');
    expect(said48[5]).toContain('3');
  });

  it('gives nothing away in what is written to a sealed reporter', () => {
    const { sms } = locale;
    const neutral = [sms.sealed('<1>', '<2>'), sms.mayWeWrite, sms.weMayWrite, sms.news('<1>', '<2>')];
    const telltale =
      /majibu|kecosce|kmss|komf|report|complain|office|ripoti|malalamiko|ofisi|অভিযোগ|অফিস|ankes|raport|zyr|prijav|žalb|kancelarij|ured/i;
    expect(neutral.filter((text) => telltale.test(text))).toEqual([]);
  });
});

describe.each(['en', 'sw', 'sq', 'sr'] as const)('%s on the air', (language) => {
  it('is GSM-7, all of it', () => {
    const texts = walkTexts(localeOf(language))
      .filter(isOnAir)
      .map(({ text }) => foldForAir(text));
    expect(texts.filter((text) => measure(text).encoding !== 'gsm7')).toEqual([]);
  });
});

it.each(['en', 'sw'] as const)('%s needs no folding', (language) => {
  const texts = walkTexts(localeOf(language)).map(({ text }) => text);
  expect(texts.filter((text) => foldForAir(text) !== text)).toEqual([]);
});

it('gives the same reference and code in every language, in digits a keypad types', () => {
  const said = LANGUAGES.map((language) => localeOf(language).sms.receipt('9081 7263', 'x', 'y', '*990*9#'));
  for (const text of said) {
    expect(text).toContain('90817263');
    expect(text).not.toMatch(/[০-৯]/);
  }
});

/** CLDR: one and several; in Serbian 2 to 4 stand apart, and the last digit decides. */
it.each([
  [
    'en',
    [1, 2],
    [
      [2, 5],
      [2, 21],
    ],
  ],
  [
    'sq',
    [1, 2],
    [
      [2, 5],
      [2, 21],
    ],
  ],
  [
    'sr',
    [1, 2],
    [
      [1, 21],
      [2, 22],
      [5, 25],
    ],
  ],
] as const)('%s has the forms of its plurals', (language, [one, several], alike) => {
  const said = (count: number) => localeOf(language).ussd.joinItem('x', 'y', count).replace(/\d+/, '#');
  expect(said(one)).not.toBe(said(several));
  for (const [count, other] of alike) expect(said(count)).toBe(said(other));
});
