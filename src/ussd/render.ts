import { cutToUnits, foldForAir, screenBudget } from '../encoding.ts';
import type { Locale } from '../locales/index.ts';
import type { Content } from './screen.ts';

/** One page as it goes over the air, and what its numbers stand for. */
export interface Page {
  /** With `CON ` or `END ` in front; never over the budget of a screen. */
  readonly text: string;
  /** The values behind 1, 2, 3 ... on this page. */
  readonly choices: readonly string[];
  readonly hasMore: boolean;
  /** Whether the way back is on this page. */
  readonly canGoBack: boolean;
  readonly isEnd: boolean;
}

/**
 * Keys of the navigation lines. 9 and 0 are single presses, and no carrier keeps them for itself as some do 98 and 00: so
 * nothing depends on `00`, which leads to the menu where `0` does too, only sooner.
 */
export const KEY = { more: '9', back: '0', start: '00' } as const;

const MOST_CHOICES = 8;

/** `isUnsaid`: a choice whose key works though it has no room for its words. */
type Line = { readonly text: string; readonly value?: string; readonly isUnsaid?: boolean };

/**
 * Cuts a screen into pages that each fit the budget of `screenBudget`, prefix and navigation lines included, and gives
 * back one of them. Nothing is lost: what does not fit comes on the next page, also on a last screen.
 *
 * @param options.page from 0; past the end gives the last page
 * @param options.reason a line on top that says why the screen comes again
 * @param options.canGoBack whether the first page offers the way back
 * @param options.canGoStart whether to offer the way to the menu, where there is room for the line
 */
export function render(content: Content, options: RenderOptions): Page {
  const { lines, index, hasMore } = turnTo(shrink(content, options), options);
  const isEnd = content.isEnd === true && !hasMore;
  const canGoBack = offersBack(content, { ...options, index });
  const plain = assemble(lines, { locale: options.locale, hasMore, canGoBack });
  const withStart = `${plain}\n${foldForAir(`${KEY.start}. ${options.locale.nav.start}`)}`;
  const text = canGoBack && options.canGoStart && screenBudget(withStart).fits ? withStart : plain;
  return {
    text: `${isEnd ? 'END' : 'CON'} ${text}`,
    choices: lines.flatMap(({ value }) => (value === undefined ? [] : [value])),
    hasMore,
    canGoBack,
    isEnd,
  };
}

function offersBack({ isEnd, isLast }: Content, options: { canGoBack: boolean; index: number }): boolean {
  if (isEnd === true) return false;
  return options.index > 0 || (options.canGoBack && isLast !== true);
}

interface RenderOptions {
  readonly locale: Locale;
  readonly page: number;
  readonly canGoBack: boolean;
  readonly canGoStart?: boolean;
  readonly reason?: string;
}

/** Shorter than this a name is no name any more: then the text goes on to a second page. */
const SHORTEST_NAME = 8;

/** Shortens the elastic name of a screen, if it has one, until the text stands whole on its first page. */
export function shrink(content: Content, options: RenderOptions): Content {
  const { elastic } = content;
  if (!elastic || isWhole(content, options)) return content;
  for (let units = elastic.name.length - 1; units >= SHORTEST_NAME; units -= 1) {
    const shorter = { ...content, text: elastic.text(cutToUnits(elastic.name, units)) };
    if (isWhole(shorter, options)) return shorter;
  }
  return content;
}

/** Whether the text of a screen stands whole on its first page; a scale with it, and all where the call ends. */
export function isWhole(content: Content, options: Omit<RenderOptions, 'page'>): boolean {
  const { lines, hasMore } = turnTo(content, { ...options, page: 0 });
  const count = lines.filter(({ value }) => value === undefined).length;
  return (
    count === linesOf(content, options).length && !(hasMore && (content.isEnd === true || content.isScale === true))
  );
}

/** Makes the pages up to the one asked for, or the last; those behind it are not made. */
function turnTo(content: Content, options: RenderOptions): { lines: readonly Line[]; index: number; hasMore: boolean } {
  const waiting: Line[] = [
    ...linesOf(content, options).map((text) => ({ text })),
    ...(content.choices ?? []).map(({ value, label }) => ({ value, text: label })),
  ];
  let lines: readonly Line[] = [];
  let index = -1;
  while (waiting.length > 0 && index < options.page) {
    index += 1;
    // A page that begins in the middle of the choices says again what they are choices of.
    const isAmidChoices = index > 0 && waiting[0]?.value !== undefined;
    const start = isAmidChoices && content.isScale !== true ? [{ text: shortHeading(content.text) }] : [];
    const isScale = content.isScale === true;
    if (isScale && index === 0) leaveUnsaid(waiting, (all) => fitsOnePage(all, content, options));
    lines = takePage(start, waiting, { ...options, canGoBack: offersBack(content, { ...options, index }), isScale });
  }
  return { lines, index, hasMore: waiting.length > 0 };
}

/** A scale that has no room below its heading says its ends only: `1. Very bad`, dots, `5. Very good`. */
function leaveUnsaid(waiting: Line[], fits: (lines: readonly Line[]) => boolean): void {
  if (fits(waiting)) return;
  const values = waiting.flatMap(({ value }, index) => (value === undefined ? [] : [index]));
  const [first, last] = [values[0], values.at(-1)];
  const shorter = waiting.map((line, index) =>
    line.value === undefined || index === first || index === last ? line : { ...line, isUnsaid: true },
  );
  if (fits(shorter)) waiting.splice(0, waiting.length, ...shorter);
}

function fitsOnePage(lines: readonly Line[], content: Content, options: RenderOptions): boolean {
  const canGoBack = offersBack(content, { ...options, index: 0 });
  return screenBudget(assemble(lines, { locale: options.locale, hasMore: false, canGoBack })).fits;
}

/** On a list the reason takes the place of the heading: the choices must not slip to the next page for it. */
function linesOf({ text, choices }: Content, { reason }: Pick<RenderOptions, 'reason'>): string[] {
  if (reason === undefined) return text.split('\n');
  return (choices === undefined ? `${reason}\n${text}` : reason).split('\n');
}

/** The heading itself where it is short; dots stand for a longer one. */
function shortHeading(text: string): string {
  const { used, limit } = screenBudget(text);
  return text !== '' && !text.includes('\n') && used <= limit / 3 ? text : '...';
}

/**
 * Takes as many lines off `waiting` as fit on one page behind `start`; splits a text line or shortens a label that alone is
 * too long.
 */
function takePage(
  start: readonly Line[],
  waiting: Line[],
  { locale, canGoBack, isScale }: { locale: Locale; canGoBack: boolean; isScale: boolean },
): Line[] {
  const fits = (lines: readonly Line[], hasMore: boolean) =>
    screenBudget(assemble(lines, { locale, hasMore, canGoBack })).fits;
  if (countChoices(waiting) <= MOST_CHOICES && fits([...start, ...waiting], false))
    return [...start, ...waiting.splice(0)];

  const page = [...start];
  for (let next = waiting[0]; next; next = waiting[0]) {
    const isFull = next.value !== undefined && countChoices(page) === MOST_CHOICES;
    // A scale that did not fit behind its heading begins on a page of its own.
    const isSplit = isScale && next.value !== undefined && page.length > 0 && countChoices(page) === 0;
    if (isFull || isSplit || !fits([...page, next], true)) break;
    page.push(next);
    waiting.shift();
  }
  if (page.length === start.length) page.push(takePiece(waiting, (line) => fits([...start, line], true)));
  return page;
}

function takePiece(waiting: Line[], fits: (line: Line) => boolean): Line {
  const line = waiting.shift();
  if (!line) return { text: '' };
  if (line.value !== undefined) {
    const { value } = line;
    return {
      value,
      text: longestThat(
        (units) => cutToUnits(line.text, units),
        line.text.length,
        (text) => fits({ value, text }),
      ),
    };
  }
  const words = line.text.split(' ');
  let count = words.length;
  while (count > 1 && !fits({ text: words.slice(0, count).join(' ') })) count -= 1;
  const head = words.slice(0, count).join(' ');
  if (fits({ text: head })) {
    const rest = words.slice(count).join(' ');
    if (rest !== '') waiting.unshift({ text: rest });
    return { text: head };
  }
  // One word longer than a screen: split it inside.
  const cut = longestThat(
    (units) => [...head].slice(0, units).join(''),
    head.length,
    (text) => fits({ text }),
  );
  waiting.unshift({ text: line.text.slice(cut.length) });
  return { text: cut };
}

function longestThat(make: (units: number) => string, most: number, fits: (text: string) => boolean): string {
  let units = most;
  while (units > 1 && !fits(make(units))) units -= 1;
  return make(units);
}

function assemble(lines: readonly Line[], options: { locale: Locale; hasMore: boolean; canGoBack: boolean }): string {
  let number = 0;
  const shown = lines.flatMap(({ text, value, isUnsaid }, index) => {
    if (value === undefined) return [text];
    number += 1;
    if (isUnsaid) return lines[index - 1]?.isUnsaid ? [] : ['...'];
    return [`${number}. ${text}`];
  });
  if (options.hasMore) shown.push(`${KEY.more}. ${options.locale.nav.more}`);
  if (options.canGoBack) shown.push(`${KEY.back}. ${options.locale.nav.back}`);
  return foldForAir(shown.join('\n'));
}

function countChoices(lines: readonly Line[]): number {
  return lines.filter(({ value }) => value !== undefined).length;
}
