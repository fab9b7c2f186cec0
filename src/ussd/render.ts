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

/** Keys of the navigation lines. 9 and 0 are single presses, and no carrier keeps them for itself as some do 98 and 00. */
export const KEY = { more: '9', back: '0' } as const;

const MOST_CHOICES = 8;

type Line = { readonly text: string; readonly value?: string };

/**
 * Cuts a screen into pages that each fit the budget of `screenBudget`, prefix and navigation lines included, and gives
 * back one of them. Nothing is lost: what does not fit comes on the next page, also on a last screen.
 *
 * @param options.page from 0; past the end gives the last page
 * @param options.reason a line on top that says why the screen comes again
 * @param options.canGoBack whether the first page offers the way back
 */
export function render(
  content: Content,
  options: { locale: Locale; page: number; canGoBack: boolean; reason?: string },
): Page {
  const { lines, index, hasMore } = turnTo(content, options);
  const isEnd = content.isEnd === true && !hasMore;
  const canGoBack = content.isEnd !== true && (index > 0 || options.canGoBack);
  return {
    text: `${isEnd ? 'END' : 'CON'} ${assemble(lines, { locale: options.locale, hasMore, canGoBack })}`,
    choices: lines.flatMap(({ value }) => (value === undefined ? [] : [value])),
    hasMore,
    canGoBack,
    isEnd,
  };
}

/** Makes the pages up to the one asked for, or the last; those behind it are not made. */
function turnTo(
  content: Content,
  options: { locale: Locale; page: number; canGoBack: boolean; reason?: string },
): { lines: readonly Line[]; index: number; hasMore: boolean } {
  // On a list the reason takes the place of the heading: the choices must not slip to the next page for it.
  const isList = content.choices !== undefined;
  const heading =
    options.reason === undefined ? content.text : isList ? options.reason : `${options.reason}\n${content.text}`;
  const waiting: Line[] = [
    ...heading.split('\n').map((text) => ({ text })),
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
    lines = takePage(start, waiting, { ...options, isEnd: content.isEnd === true, isScale, index });
  }
  return { lines, index, hasMore: waiting.length > 0 };
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
  options: { locale: Locale; canGoBack: boolean; isEnd: boolean; isScale: boolean; index: number },
): Line[] {
  const canGoBack = !options.isEnd && (options.index > 0 || options.canGoBack);
  const fits = (lines: readonly Line[], hasMore: boolean) =>
    screenBudget(assemble(lines, { locale: options.locale, hasMore, canGoBack })).fits;
  if (countChoices(waiting) <= MOST_CHOICES && fits([...start, ...waiting], false))
    return [...start, ...waiting.splice(0)];

  const page = [...start];
  for (let next = waiting[0]; next; next = waiting[0]) {
    const isFull = next.value !== undefined && countChoices(page) === MOST_CHOICES;
    // A scale that did not fit behind its heading begins on a page of its own.
    const isSplit = options.isScale && next.value !== undefined && page.length > 0 && countChoices(page) === 0;
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
  const shown = lines.map(({ text, value }) => {
    if (value === undefined) return text;
    number += 1;
    return `${number}. ${text}`;
  });
  if (options.hasMore) shown.push(`${KEY.more}. ${options.locale.nav.more}`);
  if (options.canGoBack) shown.push(`${KEY.back}. ${options.locale.nav.back}`);
  return foldForAir(shown.join('\n'));
}

function countChoices(lines: readonly Line[]): number {
  return lines.filter(({ value }) => value !== undefined).length;
}
