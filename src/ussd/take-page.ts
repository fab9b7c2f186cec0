import { cutToUnits, foldForAir, screenBudget } from '../encoding.ts';
import type { Locale } from '../locales/index.ts';

/**
 * Keys of the navigation lines. 9 and 0 are single presses, and no carrier keeps them for itself as some do 98 and 00: so
 * nothing depends on `00`, which leads to the menu where `0` does too, only sooner.
 */
export const KEY = { more: '9', back: '0', start: '00' } as const;

const MOST_CHOICES = 8;

/** A line of a screen. `value`: it is a choice. `isUnsaid`: a choice whose key works though it has no room for its words. */
export type Line = { readonly text: string; readonly value?: string; readonly isUnsaid?: boolean };

/** What stands below the lines of a page. */
export interface Navigation {
  readonly locale: Locale;
  readonly hasMore: boolean;
  readonly canGoBack: boolean;
}

/** The lines of a page as they go over the air: choices with their numbers, then the navigation. Without `CON `. */
export function assemble(lines: readonly Line[], { locale, hasMore, canGoBack }: Navigation): string {
  let number = 0;
  const shown = lines.flatMap(({ text, value, isUnsaid }, index) => {
    if (value === undefined) return [text];
    number += 1;
    if (isUnsaid) return lines[index - 1]?.isUnsaid ? [] : ['...'];
    return [`${number}. ${text}`];
  });
  if (hasMore) shown.push(`${KEY.more}. ${locale.nav.more}`);
  if (canGoBack) shown.push(`${KEY.back}. ${locale.nav.back}`);
  return foldForAir(shown.join('\n'));
}

/** Whether the lines stand on one page. */
export function fitsPage(lines: readonly Line[], navigation: Navigation): boolean {
  return screenBudget(assemble(lines, navigation)).fits;
}

/** A scale that has no room below its heading says its ends only: `1. Very bad`, dots, `5. Very good`. */
export function withoutMiddle(lines: readonly Line[]): Line[] {
  const values = lines.flatMap(({ value }, index) => (value === undefined ? [] : [index]));
  const [first, last] = [values[0], values.at(-1)];
  return lines.map((line, index) =>
    line.value === undefined || index === first || index === last ? line : { ...line, isUnsaid: true },
  );
}

/**
 * Takes as many lines off `waiting` as fit on one page behind `start`; splits a text line or shortens a label that alone is
 * too long.
 *
 * @param hasMore whether more comes behind `waiting`
 * @param isWhole whether the choices are not to be parted
 */
export function takePage(
  start: readonly Line[],
  waiting: Line[],
  { isWhole, ...navigation }: Navigation & { isWhole: boolean },
): Line[] {
  const fits = (lines: readonly Line[]) => fitsPage(lines, { ...navigation, hasMore: true });
  const whole = [...start, ...waiting];
  if (countChoices(waiting) <= MOST_CHOICES && fitsPage(whole, navigation)) {
    waiting.length = 0;
    return whole;
  }
  const page = [...start];
  for (let next = waiting[0]; next; next = waiting[0]) {
    const isFull = next.value !== undefined && countChoices(page) === MOST_CHOICES;
    // What is not to be parted and did not fit behind its heading begins on a page of its own.
    const isSplit = isWhole && next.value !== undefined && page.length > 0 && countChoices(page) === 0;
    if (isFull || isSplit || !fits([...page, next])) break;
    page.push(next);
    waiting.shift();
  }
  if (page.length === start.length) page.push(takePiece(waiting, (line) => fits([...start, line])));
  return page;
}

function takePiece(waiting: Line[], fits: (line: Line) => boolean): Line {
  const line = waiting.shift();
  if (!line) return { text: '' };
  if (line.value !== undefined) {
    const { value } = line;
    const make = (units: number) => cutToUnits(line.text, units);
    const units = mostThatFits(1, line.text.length, (many) => fits({ value, text: make(many) })) ?? 1;
    return { value, text: make(units) };
  }
  const words = line.text.split(' ');
  const count = mostThatFits(1, words.length, (many) => fits({ text: words.slice(0, many).join(' ') })) ?? 1;
  const head = words.slice(0, count).join(' ');
  if (fits({ text: head })) {
    const rest = words.slice(count).join(' ');
    if (rest !== '') waiting.unshift({ text: rest });
    return { text: head };
  }
  // One word longer than a screen: split it inside.
  const letters = [...head];
  const make = (count: number) => letters.slice(0, count).join('');
  const cut = make(mostThatFits(1, letters.length, (many) => fits({ text: make(many) })) ?? 1);
  waiting.unshift({ text: line.text.slice(cut.length) });
  return { text: cut };
}

/**
 * The largest whole number of those from `least` to `most` that fits, or null: found by halving, since whatever is smaller
 * than what fits does so too.
 */
export function mostThatFits(least: number, most: number, fits: (many: number) => boolean): number | null {
  let [low, high] = [least - 1, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low < least ? null : low;
}

function countChoices(lines: readonly Line[]): number {
  return lines.filter(({ value }) => value !== undefined).length;
}
