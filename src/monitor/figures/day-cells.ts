import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import type { Bar, FigureCell, FigureColumn } from '../parts/figure-table.ts';
import type { Figure } from './figure.ts';

/** A median and where it truly lies: one column and two in a file. */
export function dayColumns(language: Language): FigureColumn[] {
  return [{ text: monitorWordsOf(language).figures.days }, rangeColumn(language)];
}

/** The column of an interval; two in a file. */
export function rangeColumn(language: Language): FigureColumn {
  const { figures, frame } = monitorWordsOf(language);
  const { betweenDays: text } = figures;
  return { text, csv: [`${text}: ${frame.low}`, `${text}: ${frame.high}`] };
}

/** A median in days and where it truly lies. */
export function dayCells(language: Language, bar: Bar | null): FigureCell[] {
  return [dayCell(language, bar?.value ?? null), rangeCell(language, bar?.range ?? null)];
}

/** Days, to a tenth; null: there are none. */
export function dayCell(language: Language, days: number | null): FigureCell {
  if (days === null) return { text: monitorWordsOf(language).frame.none, csv: [''] };
  return { text: showNumber(language, days, 1), csv: [days.toFixed(1)] };
}

function rangeCell(language: Language, range: Bar['range']): FigureCell {
  const { frame } = monitorWordsOf(language);
  if (range === null) return { text: frame.none, csv: ['', ''] };
  const [low, high] = range;
  return {
    text: frame.between(showNumber(language, low, 1), showNumber(language, high, 1)),
    csv: [low.toFixed(1), high.toFixed(1)],
  };
}

/** How many reports there were, and how many of them were answered. */
export function countColumns(language: Language): FigureColumn[] {
  const { figures } = monitorWordsOf(language);
  return [{ text: figures.reports }, { text: figures.answers }];
}

export function countCells(language: Language, { received, answered }: Figure): FigureCell[] {
  return [received, answered].map((count) => countCell(language, count));
}

/** A whole number. */
export function countCell(language: Language, count: number): FigureCell {
  return { text: showNumber(language, count), csv: [String(count)] };
}
