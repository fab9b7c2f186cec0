import { beforeAll, describe, expect, it } from '@jest/globals';
import { AGAIN_REASONS } from '../../src/budget/again-reasons.ts';
import { findScreenProblem } from '../../src/budget/find-screen-problem.ts';
import { samplesOf } from '../../src/budget/screen-samples.ts';
import { localeOf } from '../../src/locales/index.ts';
import { type Again, SCREEN_NAMES, type ScreenName, type Step } from '../../src/ussd/screen.ts';
import { screenOf } from '../../src/ussd/screens/index.ts';
import { type Spoken, shippedInEachLanguage } from './shipped.ts';

/** What people type that is no answer to anything, and a number where none is asked for. */
const TYPED = ['', '?', '1', '7', '99', '5507', '48217739', 'qqqqq', 'zz zz'];

let spoken: readonly Spoken[];
beforeAll(async () => {
  spoken = await shippedInEachLanguage();
});

it('every reason of the language stands at a screen that may give it', () => {
  expect(new Set(Object.values(AGAIN_REASONS).flat())).toEqual(new Set(Object.keys(localeOf('en').again)));
});

describe.each(SCREEN_NAMES)('%s', (name) => {
  it('gives no reason that is not measured', () => {
    const given = new Set<Again>();
    const note = (step: Step | undefined) => {
      if (step && 'again' in step) given.add(step.again);
    };
    for (const { programme, worst } of spoken) {
      for (const { view } of samplesOf(programme, worst, name)) {
        const screen = screenOf(name);
        for (const typed of TYPED) {
          note(screen.choose?.(view, typed));
          note(screen.type?.(view, typed));
        }
      }
    }
    expect([...given].filter((again) => !AGAIN_REASONS[name].includes(again))).toEqual([]);
  });
});

describe('a reason', () => {
  const options = { locale: localeOf('bn'), canGoBack: true };
  const problem = (screen: ScreenName, text: string, labels?: readonly string[]) => {
    const choices = labels?.map((label) => ({ value: label, label }));
    return findScreenProblem(screen, choices ? { text, choices } : { text }, options, { blame: null });
  };

  it('must stand on the first page with the whole text it is about', () => {
    const room = 66 - options.locale.again.wrongReference.length - options.locale.nav.back.length - 5;
    expect(problem('pin-reference', 'ক'.repeat(room))).toBeNull();
    expect(problem('pin-reference', 'ক'.repeat(room + 1))).toEqual({
      text: `${options.locale.again.wrongReference}\n${'ক'.repeat(room + 1)}`,
      over: 1,
      blame: null,
    });
  });

  it('must leave a list its first choices', () => {
    const long = (length: number) => problem('rate-unit', 'ক', ['ক'.repeat(length), 'খ'.repeat(length), 'গ']);
    expect(long(12)).toBeNull();
    expect(long(20)).toMatchObject({ over: expect.any(Number) });
  });

  it('is not asked of a screen on which the call ends, nor of a list that is none', () => {
    expect(problem('info-figures', 'ক'.repeat(50))).toBeNull();
    expect(problem('rate-end', 'ক'.repeat(50))).toBeNull();
  });
});
