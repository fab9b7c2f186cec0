import { cutToUnits, type Encoding, foldForAir, measure, screenBudget } from '../encoding.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { canGoStart } from '../ussd/engine.ts';
import { isWhole, type Page, render, shrink } from '../ussd/render.ts';
import { type Content, SCREEN_NAMES, type ScreenName } from '../ussd/screen.ts';
import { screenOf } from '../ussd/screens/index.ts';
import { type Sample, samplesOf } from './screen-samples.ts';
import { worstOf } from './worst.ts';

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

/** A text or a label that does not fit, by how much, and what it was made of. */
export interface ScreenProblem {
  readonly text: string;
  /** Units over what there is room for. */
  readonly over: number;
  /** Where the name comes from that makes it long; null: the words of the language. */
  readonly blame: Sample['blame'];
}

/** Every screen of a programme in one of its languages. Pure: no database, no clock. */
export function measureScreens(programme: Programme, language: Language): ScreenCost[] {
  const worst = worstOf(programme, language);
  return SCREEN_NAMES.flatMap((screen) => {
    const samples = samplesOf(programme, worst, screen);
    const costs = samples.map((sample) => measureSample(programme, language, screen, sample));
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

function measureSample(programme: Programme, language: Language, screen: ScreenName, sample: Sample): ScreenCost {
  const content = screenOf(screen).show(sample.view);
  const options = {
    locale: sample.view.voice.locale,
    canGoBack: sample.depth > 0,
    canGoStart: canGoStart({ trail: Array.from({ length: sample.depth }, () => ({ screen: 'menu' as const })) }),
  };
  const pages: Page[] = [];
  do pages.push(render(content, { ...options, page: pages.length }));
  while (pages.at(-1)?.hasMore);
  const fullest = pages.reduce((most, page) => (used(page) > used(most) ? page : most));
  const shown = shrink(content, { ...options, page: 0 });
  return {
    screen,
    language,
    ...encodingOf(fullest),
    pages: pages.length,
    isShortened: shown.text !== content.text,
    problem: findProblem(content, shown, options, sample),
  };
}

function used(page: Page): number {
  return screenBudget(withoutPrefix(page)).used;
}

function encodingOf(page: Page): Pick<ScreenCost, 'encoding' | 'units' | 'limit'> {
  const text = withoutPrefix(page);
  const { used: units, limit } = screenBudget(text);
  return { encoding: measure(text).encoding, units, limit };
}

function withoutPrefix({ text }: Page): string {
  return text.slice('CON '.length);
}

/** In this order: a label that would be cut, a scale torn in two, a text that does not stand whole on its first page. */
function findProblem(
  content: Content,
  shown: Content,
  options: Parameters<typeof isWhole>[1],
  sample: Sample,
): ScreenProblem | null {
  const label = (content.choices ?? []).map(({ label: text }) => labelProblem(text, options, sample)).find(Boolean);
  if (label) return label;
  if (content.isScale === true) {
    const lines = (content.choices ?? []).map(({ label: text }, index) => `${index + 1}. ${text}`);
    const scale = over(lines.join('\n'), options, 0);
    if (scale > 0) return { text: lines.join(' '), over: scale, blame: null };
  }
  if (content.isLong === true || isWhole(shown, options)) return null;
  const choices = content.choices === undefined ? 0 : 1;
  return { text: shown.text, over: Math.max(over(shown.text, options, choices), 1), blame: sample.blame };
}

function labelProblem(label: string, options: Parameters<typeof isWhole>[1], sample: Sample): ScreenProblem | null {
  const units = over(`8. ${label}`, options, 1);
  return units > 0 ? { text: label, over: units, blame: sample.blame } : null;
}

/** Units that a text is over, with the lines that would stand below it. */
function over(text: string, { locale, canGoBack }: Parameters<typeof isWhole>[1], more: number): number {
  const lines = [text, ...(more > 0 ? [`9. ${locale.nav.more}`] : []), ...(canGoBack ? [`0. ${locale.nav.back}`] : [])];
  const { used: units, limit } = screenBudget(foldForAir(lines.join('\n')));
  return units - limit;
}

/** A text as a problem shows it: on one line and not too long. */
export function shownText(text: string): string {
  return cutToUnits(text.replaceAll('\n', ' / '), 90);
}
