import { type Encoding, measure, screenBudget } from '../encoding.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { canGoStart } from '../ussd/engine.ts';
import { type Page, render, shrink } from '../ussd/render.ts';
import { SCREEN_NAMES, type ScreenName } from '../ussd/screen.ts';
import { screenOf } from '../ussd/screens/index.ts';
import { findScreenProblem, type ScreenProblem } from './find-screen-problem.ts';
import type { Sample } from './sample.ts';
import { samplesOf } from './screen-samples.ts';
import type { Worst } from './worst.ts';

/** What one screen takes in one language of a programme, at its longest. */
export interface ScreenCost {
  readonly screen: ScreenName;
  readonly language: Language;
  readonly encoding: Encoding;
  /** Of the fullest page, `CON ` and the lines of the navigation included; septets or UTF-16 units. */
  readonly units: number;
  readonly limit: number;
  /** The most pages: more than one only for lists and for what somebody wrote. */
  readonly pages: number;
  /** A name had to be shortened so that the text stays on one page. */
  readonly isShortened: boolean;
  /** What breaks the budget, in words; null: it fits. */
  readonly problem: ScreenProblem | null;
}

/** Every screen of a programme in one of its languages. Pure: no database, no clock. */
export function measureScreens(programme: Programme, worst: Worst): ScreenCost[] {
  return SCREEN_NAMES.flatMap((screen) => {
    const costs = samplesOf(programme, worst, screen).map((sample) => measureSample(screen, sample));
    const [first] = costs;
    return first ? [costs.reduce(worse, first)] : [];
  });
}

function worse(one: ScreenCost, other: ScreenCost): ScreenCost {
  const worst = (one.problem?.over ?? 0) >= (other.problem?.over ?? 0) ? one : other;
  const fullest = one.units >= other.units ? one : other;
  return {
    ...fullest,
    pages: Math.max(one.pages, other.pages),
    isShortened: one.isShortened || other.isShortened,
    problem: worst.problem,
  };
}

function measureSample(screen: ScreenName, sample: Sample): ScreenCost {
  const { voice } = sample.view;
  const content = screenOf(screen).show(sample.view);
  const options = {
    locale: voice.locale,
    canGoBack: sample.depth > 0,
    canGoStart: canGoStart({ trail: Array.from({ length: sample.depth }, () => ({ screen: 'menu' as const })) }),
  };
  const shown = shrink(content, options);
  const pages: Page[] = [];
  do pages.push(render(shown, { ...options, page: pages.length }));
  while (pages.at(-1)?.hasMore);
  const costs = pages.map(costOf);
  const fullest = costs.reduce((most, cost) => (cost.units > most.units ? cost : most));
  return {
    screen,
    language: voice.language,
    ...fullest,
    pages: pages.length,
    isShortened: shown.text !== content.text,
    problem: findScreenProblem(screen, shown, options, sample),
  };
}

function costOf(page: Page): Pick<ScreenCost, 'encoding' | 'units' | 'limit'> {
  const text = page.text.slice('CON '.length);
  const { used: units, limit } = screenBudget(text);
  return { encoding: measure(text).encoding, units, limit };
}
