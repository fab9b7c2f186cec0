import { describe, expect, it } from '@jest/globals';
import { countSegments, foldForAir, measure, screenBudget } from '../../src/encoding.ts';
import { type Locale, localeOf } from '../../src/locales/index.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { render } from '../../src/ussd/render.ts';
import type { Content } from '../../src/ussd/screen.ts';
import { LONGEST, longestMoment, unitsOf } from './longest-values.ts';
import { SMS, USSD } from './spoken-texts.ts';

/** What a text may cost at its longest, in languages of the GSM alphabet and in Bangla. */
interface Limit {
  readonly gsm7: number;
  readonly ucs2: number;
}

const ONE: Limit = { gsm7: 1, ucs2: 1 };
/** No name in it but short ones. */
const SHORT: Limit = { gsm7: 1, ucs2: 2 };
/** Names an office of 60 characters or a title. */
const NAMED: Limit = { gsm7: 2, ucs2: 3 };
/** Carries what an official wrote. */
const FREE: Limit = { gsm7: 2, ucs2: 4 };
/** Nine names of 26 characters. In Bangla that is dear, and still less than asking nine times. */
const LISTED: Limit = { gsm7: 3, ucs2: 5 };

const SMS_LIMITS: Readonly<Record<keyof typeof SMS, Limit>> = {
  receipt: NAMED,
  receiptTriage: SHORT,
  acknowledged: NAMED,
  reply: FREE,
  transferred: NAMED,
  escalated: NAMED,
  askOutcome: FREE,
  rejected: FREE,
  reopened: NAMED,
  confirmed: ONE,
  joined: SHORT,
  status: ONE,
  statusOffice: SHORT,
  noReports: SHORT,
  unknownReference: ONE,
  wrongReference: ONE,
  askText: ONE,
  askCategory: LISTED,
  askPlace: ONE,
  askSamePlace: SHORT,
  askWhichPlace: LISTED,
  askUnit: LISTED,
  askUnitPlace: ONE,
  askScore: SHORT,
  noPlace: ONE,
  notANumber: ONE,
  notUnderstood: SHORT,
  rated: ONE,
  sealed: ONE,
  help: { gsm7: 1, ucs2: 3 },
  stopped: SHORT,
  started: ONE,
  languageSet: ONE,
  languageHint: ONE,
  askLanguage: SHORT,
};

/** Screens that are the last of a call, or stand there with nothing but the way back. */
const WHOLE_SCREENS = [
  'description',
  'descriptionSealed',
  'cancelled',
  'filedTriage',
  'filedSealed',
  'rated',
  'noMine',
  'over',
  'sorry',
  'notInUse',
  'notUsable',
] as const satisfies readonly (keyof typeof USSD)[];

/** Lines with a number in front. */
const LABELS = [
  'menuReport',
  'menuRate',
  'menuMine',
  'menuLanguage',
  'notSure',
  'samePlace',
  'otherPlace',
  'confirmSend',
  'cancel',
  'noComment',
  'mineItem',
] as const satisfies readonly (keyof typeof USSD)[];

/** Text above a list that cannot end on its first page. */
const HEADINGS = [
  'category',
  'subcategory',
  'place',
  'unitPlace',
  'unit',
  'mine',
] as const satisfies readonly (keyof typeof USSD)[];

const everywhere = <Row>(rows: readonly Row[]) =>
  LANGUAGES.flatMap((language) => rows.map((row) => [language, row] as const));
const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as Key[];

describe('SMS', () => {
  it.each(everywhere(keysOf(SMS)))('%s: %s is paid as no more messages than declared', (language, key) => {
    const text = foldForAir(SMS[key](localeOf(language), LONGEST[language]));
    expect(countSegments(text)).toBeLessThanOrEqual(SMS_LIMITS[key][measure(text).encoding]);
  });
});

describe('USSD', () => {
  const onAir = (language: Language, key: keyof typeof USSD) =>
    foldForAir(USSD[key](localeOf(language), LONGEST[language]));
  const backLine = ({ nav }: Locale) => `\n0. ${nav.back}`;
  const moreLine = ({ nav }: Locale) => `\n9. ${nav.more}`;
  const used = (text: string) => {
    const { limit, used: units } = screenBudget(foldForAir(text));
    return { limit, units };
  };

  it.each(everywhere(WHOLE_SCREENS))('%s: %s is one screen', (language, key) => {
    const isOpen = key === 'description' || key === 'descriptionSealed' || key === 'noMine';
    const { limit, units } = used(onAir(language, key) + (isOpen ? backLine(localeOf(language)) : ''));
    expect(units).toBeLessThanOrEqual(limit);
  });

  it.each(everywhere(LABELS))('%s: %s is never cut', (language, key) => {
    const locale = localeOf(language);
    const { limit, units } = used(`8. ${onAir(language, key)}${moreLine(locale)}${backLine(locale)}`);
    expect(units).toBeLessThanOrEqual(limit);
  });

  it.each(everywhere(HEADINGS))('%s: %s leaves room for a first choice of ten letters', (language, key) => {
    const locale = localeOf(language);
    const { limit, units } = used(`${onAir(language, key)}\n1. 1234567890${moreLine(locale)}${backLine(locale)}`);
    expect(units).toBeLessThanOrEqual(limit);
  });

  it.each(LANGUAGES)(
    '%s: the five scores stand on one screen together, so that the keys are the scores',
    (language) => {
      const locale = localeOf(language);
      const lines = locale.ussd.scores.map((label, index) => `${index + 1}. ${label}`);
      const { limit, units } = used(lines.join('\n') + backLine(locale));
      expect(units).toBeLessThanOrEqual(limit);
    },
  );

  it.each(LANGUAGES)('%s: every reason to ask again fits in half a screen', (language) => {
    for (const reason of Object.values(localeOf(language).again)) {
      const { limit, units } = used(reason);
      expect(units).toBeLessThanOrEqual(limit / 2);
    }
  });

  describe('pages', () => {
    const countPages = (language: Language, content: Content, canGoBack = true) => {
      let page = 0;
      while (render(content, { locale: localeOf(language), page, canGoBack }).hasMore) page += 1;
      return page + 1;
    };
    const numbered = (labels: readonly string[]) => labels.map((label, index) => ({ value: String(index), label }));
    const encodingOf = (language: Language) => (language === 'bn' ? 'ucs2' : 'gsm7');

    it.each(LANGUAGES)('%s: the menu, one page and two in Bangla', (language) => {
      const { ussd } = localeOf(language);
      const choices = numbered([ussd.menuReport, ussd.menuRate, ussd.menuMine, ussd.menuLanguage]);
      const content = { text: ussd.menu(LONGEST[language].title), choices };
      expect(countPages(language, content, false)).toBeLessThanOrEqual({ gsm7: 1, ucs2: 2 }[encodingOf(language)]);
    });

    it.each(LANGUAGES)('%s: the receipt, one page and two in Bangla', (language) => {
      const { reference, office, due } = LONGEST[language];
      const content = { text: localeOf(language).ussd.filed(reference, office, due), isEnd: true };
      expect(countPages(language, content)).toBeLessThanOrEqual({ gsm7: 1, ucs2: 2 }[encodingOf(language)]);
    });

    it.each(LANGUAGES)('%s: the last look, one page and two in Bangla', (language) => {
      const { category, area } = LONGEST[language];
      const { ussd } = localeOf(language);
      const choices = numbered([ussd.confirmSend, ussd.cancel]);
      const content = { text: ussd.confirm(category, area), choices };
      expect(countPages(language, content)).toBeLessThanOrEqual({ gsm7: 1, ucs2: 2 }[encodingOf(language)]);
    });
  });
});

describe('moments', () => {
  it.each(LANGUAGES)('%s: take 17 units at most, 21 in Bangla', (language) => {
    expect(unitsOf(longestMoment(localeOf(language)))).toBeLessThanOrEqual(language === 'bn' ? 21 : 17);
  });
});
