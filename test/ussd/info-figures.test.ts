import { beforeAll, describe, expect, it } from '@jest/globals';
import { samplesOf } from '../../src/budget/screen-samples.ts';
import type { ReleasedArea } from '../../src/db/released-areas.ts';
import type { Language } from '../../src/routing/programme.ts';
import { render } from '../../src/ussd/render.ts';
import { screenOf } from '../../src/ussd/screens/index.ts';
import { type Spoken, shippedInEachLanguage } from '../budget/shipped.ts';

let spoken: readonly Spoken[];
beforeAll(async () => {
  spoken = await shippedInEachLanguage();
});

type Figures = Partial<Omit<ReleasedArea, 'areaId'>>;

/** What the screen says of a place in a language, as it is shown where there is room. */
function textOf(language: Language, figures: Figures, name = 'en'): string {
  const one = spoken.find((each) => each.language === language);
  const [sample] = one ? samplesOf(one.programme, one.worst, 'info-figures') : [];
  if (!one || !sample) throw new Error(`nobody speaks ${language}`);
  const data: ReleasedArea = {
    areaId: one.programme.root.id,
    month: '2026-10',
    received: 35,
    answered: null,
    late: null,
    medianHours: null,
    ...figures,
  };
  const root = one.programme.root.names[language] ?? one.programme.root.names.en;
  return screenOf('info-figures')
    .show({ ...sample.view, data })
    .text.replace(root, name);
}

const NUMBERS: Figures = { answered: 20, late: 10, medianHours: 33 };

describe('published figures of a place', () => {
  it.each<[Language, string[]]>([
    ['en', ['X, Oct 2026: 35 reports', 'Answered: 20', 'Late: 10', 'Half of the answers came within 33 hours.']],
    [
      'sw',
      ['X, Okt 2026: ripoti 35', 'Zilizojibiwa: 20', 'Zilizochelewa: 10', 'Nusu ya majibu yalitolewa ndani ya saa 33.'],
    ],
    ['bn', ['X, অক্টো 2026: 35টি', 'উত্তর: 20', 'দেরি: 10', 'অর্ধেক উত্তর 33 ঘণ্টা বা কম সময়ে।']],
    [
      'sq',
      [
        'X, Tet 2026: 35 raportime',
        'Me përgjigje: 20',
        'Me vonesë: 10',
        'Gjysma e përgjigjeve erdhën për 33 orë ose më pak.',
      ],
    ],
    [
      'sr',
      ['X, okt 2026: 35 prijava', 'Odgovoreno: 20', 'Kasnilo: 10', 'Polovina odgovora stigla je za 33 sata ili manje.'],
    ],
  ])('are said in %s', (language, lines) => {
    expect(textOf(language, NUMBERS, 'X').split('\n')).toEqual(lines);
  });

  it.each<[Language, string, string, string, string]>([
    ['en', 'Answered: fewer than 10', 'Late: fewer than 10', 'Not answered: fewer than 10', 'In time: fewer than 10'],
    [
      'sw',
      'Zilizojibiwa: chini ya 10',
      'Zilizochelewa: chini ya 10',
      'Zisizojibiwa: chini ya 10',
      'Zisizochelewa: chini ya 10',
    ],
    ['bn', 'উত্তর: 10টির কম', 'দেরি: 10টির কম', 'বাকি: 10টির কম', 'সময়মতো: 10টির কম'],
    [
      'sq',
      'Me përgjigje: më pak se 10',
      'Me vonesë: më pak se 10',
      'Pa përgjigje: më pak se 10',
      'Me kohë: më pak se 10',
    ],
    ['sr', 'Odgovoreno: manje od 10', 'Kasnilo: manje od 10', 'Bez odgovora: manje od 10', 'Na vreme: manje od 10'],
  ])('name few and most in %s by what is fewer than ten', (language, answered, late, unanswered, inTime) => {
    expect(textOf(language, { answered: 'few', late: 'few' }).split('\n').slice(1)).toEqual([answered, late]);
    expect(textOf(language, { answered: 'most', late: 'most' }).split('\n').slice(1)).toEqual([unanswered, inTime]);
  });

  it('leave out what was hidden, and show nothing in its place', () => {
    expect(textOf('en', {}, 'X')).toBe('X, Oct 2026: 35 reports');
    expect(textOf('en', { late: 15 }, 'X')).toBe('X, Oct 2026: 35 reports\nLate: 15');
    expect(textOf('en', { answered: 15 }, 'X')).toBe('X, Oct 2026: 35 reports\nAnswered: 15');
  });

  it.each([
    [1, 'within 1 hour.'],
    [47, 'within 47 hours.'],
    [48, 'within 2 days.'],
    [49, 'within 3 days.'],
    [73, 'within 4 days.'],
  ])('promise no less time than was published: %i hours', (medianHours, words) => {
    expect(textOf('en', { medianHours })).toContain(words);
  });

  it('are of the place that was told of, not of the one that was asked about', () => {
    const one = spoken.find(({ language }) => language === 'en');
    expect(one?.worst.area).not.toBe(one?.programme.root);
    expect(textOf('en', {}, 'the whole')).toMatch(/^the whole, /);
  });

  it('stand on one page with the longest name there is, and on two in Bangla', () => {
    for (const { programme, worst, language } of spoken) {
      for (const { view } of samplesOf(programme, worst, 'info-figures')) {
        const content = screenOf('info-figures').show(view);
        const at = (page: number) => render(content, { locale: worst.voice.locale, page, canGoBack: true });
        expect(at(language === 'bn' ? 1 : 0).hasMore).toBe(false);
      }
    }
  });
});
