import { cutToUnits, foldForAir, screenBudget } from '../encoding.ts';
import type { Locale } from '../locales/index.ts';
import type { Content } from './screen.ts';
import { assemble, fitsPage, KEY, type Line, mostThatFits, takePage, withoutMiddle } from './take-page.ts';

/** One page as it goes over the air, and what its numbers stand for. */
export interface Page {
  /** With `CON ` or `END ` in front; never over the budget of a screen. */
  readonly text: string;
  /** The values behind 1, 2, 3 ... on this page. */
  readonly choices: readonly string[];
  readonly hasMore: boolean;
  /** Some of the page gave way to the reason above it: what comes next is this page again, whole. */
  readonly isCut: boolean;
  /** Whether the way back is on this page. */
  readonly canGoBack: boolean;
  readonly isEnd: boolean;
}

export interface RenderOptions {
  readonly locale: Locale;
  /** From 0; past the end gives the last page. */
  readonly page: number;
  /** Whether the first page offers the way back. */
  readonly canGoBack: boolean;
  /** Whether to offer the way to the menu, where there is room for the line. */
  readonly canGoStart?: boolean;
  /** A line on top that says why the screen comes again. */
  readonly reason?: string;
}

/**
 * Cuts a screen into pages that each fit the budget of `screenBudget`, prefix and navigation lines included, and gives
 * back one of them. Nothing is lost: what does not fit comes on the next page, also on a last screen. A reason changes
 * nothing about what stands on which page.
 */
export function render(content: Content, options: RenderOptions): Page {
  const { locale, reason } = options;
  const shown = shrink(content, options);
  const turned = turnTo(shown, options);
  const canGoBack = offersBack(content, { ...options, index: turned.index });
  const { lines, hasMore, isCut } =
    reason === undefined
      ? { ...turned, isCut: false }
      : putOnTop(reason, turned, { locale, canGoBack, isScale: content.isScale === true });
  const isEnd = content.isEnd === true && !hasMore;
  const plain = assemble(lines, { locale, hasMore, canGoBack });
  const withStart = `${plain}\n${foldForAir(`${KEY.start}. ${locale.nav.start}`)}`;
  const text = canGoBack && options.canGoStart && screenBudget(withStart).fits ? withStart : plain;
  const choices = lines.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return { text: `${isEnd ? 'END' : 'CON'} ${text}`, choices, hasMore, isCut, canGoBack, isEnd };
}

function offersBack({ isEnd, isLast }: Content, options: { canGoBack: boolean; index: number }): boolean {
  if (isEnd === true) return false;
  return options.index > 0 || (options.canGoBack && isLast !== true);
}

/** Shorter than this a name is no name any more: then the text goes on to a second page. */
const SHORTEST_NAME = 8;

/** Units of the fullest page there is. */
const LONGEST_NAME = 160;

/** Shortens the elastic name of a screen, if it has one, until the text stands whole on its first page. */
export function shrink(content: Content, options: Omit<RenderOptions, 'page'>): Content {
  const { elastic } = content;
  if (!elastic || isWhole(content, options)) return content;
  // No page has room for more, however long a name or somebody's words are.
  const longest = Math.min(elastic.name.length - 1, LONGEST_NAME);
  const shortened = (units: number) => ({ ...content, text: elastic.text(cutToUnits(elastic.name, units)) });
  const units = mostThatFits(SHORTEST_NAME, longest, (many) => isWhole(shortened(many), options));
  return units === null ? content : shortened(units);
}

/** Whether the text of a screen stands whole on its first page; a scale with it, and all where the call ends. */
export function isWhole(content: Content, options: Omit<RenderOptions, 'page'>): boolean {
  const { lines, hasMore } = turnTo(content, { ...options, page: 0 });
  const said = lines.flatMap(({ value, text }) => (value === undefined ? [text] : [])).join('\n');
  return said === content.text && !(hasMore && (content.isEnd === true || content.isScale === true));
}

interface Turned {
  readonly lines: readonly Line[];
  readonly index: number;
  readonly hasMore: boolean;
}

/** Makes the pages up to the one asked for, or the last; those behind it are not made. */
function turnTo(content: Content, options: RenderOptions): Turned {
  const isScale = content.isScale === true;
  const waiting: Line[] = [
    ...content.text.split('\n').map((text) => ({ text })),
    ...(content.choices ?? []).map(({ value, label }) => ({ value, text: label })),
  ];
  let lines: readonly Line[] = [];
  let index = -1;
  while (waiting.length > 0 && index < options.page) {
    index += 1;
    const frame = { locale: options.locale, canGoBack: offersBack(content, { ...options, index }) };
    // A page that begins in the middle of the choices says again what they are choices of.
    const isAmidChoices = index > 0 && waiting[0]?.value !== undefined;
    const start = isAmidChoices && !isScale ? [{ text: shortHeading(content.text) }] : [];
    if (isScale && index === 0) waiting.splice(0, waiting.length, ...onOnePage(waiting, frame));
    lines = takePage(start, waiting, { ...frame, isWhole: isScale || content.isTogether === true, hasMore: false });
  }
  return { lines, index, hasMore: waiting.length > 0 };
}

/** A scale with its middle unsaid where only then all of it stands on one page. */
function onOnePage(scale: readonly Line[], frame: { locale: Locale; canGoBack: boolean }): readonly Line[] {
  const fits = (lines: readonly Line[]) => fitsPage(lines, { ...frame, hasMore: false });
  const shorter = withoutMiddle(scale);
  return !fits(scale) && fits(shorter) ? shorter : scale;
}

/** The heading itself or its first sentence, where that is short; dots stand for a longer one. */
function shortHeading(text: string): string {
  const [sentence = ''] = /^[^?.:।\n]+[?.:।]?/u.exec(text) ?? [];
  const isShort = (heading: string) =>
    heading.trim() !== '' && screenBudget(heading).used <= screenBudget(heading).limit / 3;
  return [text.includes('\n') ? '' : text, sentence].find(isShort) ?? '...';
}

/**
 * The page with a reason on top; on a list in place of its heading, where there is no room for both. Where even that has
 * no room the last lines give way; a scale never does, since its keys are the answers: then it comes without the reason.
 */
function putOnTop(
  reason: string,
  { lines, hasMore }: Turned,
  { isScale, ...frame }: { locale: Locale; canGoBack: boolean; isScale: boolean },
): Omit<Turned, 'index'> & { isCut: boolean } {
  const top: Line[] = reason.split('\n').map((text) => ({ text }));
  // Who is told why still wants to know what she is asked.
  const both = [...top, ...lines];
  if (fitsPage(both, { ...frame, hasMore })) return { lines: both, hasMore, isCut: false };
  const choices = lines.flatMap(({ value, text }) => (value === undefined ? [] : [{ value, text }]));
  const below = choices.length > 0 ? choices : [...lines];
  const whole = isScale ? onOnePage([...top, ...below], frame) : [...top, ...below];
  if (fitsPage(whole, { ...frame, hasMore })) return { lines: whole, hasMore, isCut: false };
  const cut = takePage(top, [...below], { ...frame, isWhole: isScale, hasMore });
  const isShown = !isScale && fitsPage(cut, { ...frame, hasMore: true });
  return isShown ? { lines: cut, hasMore: true, isCut: true } : { lines, hasMore, isCut: false };
}
