import { shareRange } from '../../figures/share-range.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber, showShare } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { type Bar, type FigureCell, type FigureColumn, plainCell } from '../parts/figure-table.ts';

/** Of a group of fewer people nothing is said: who knows them could tell who it was. */
export const FEWEST_SHOWN = 10;

/** A whole number. */
export function countCell(language: Language, count: number): FigureCell {
  return { text: showNumber(language, count), csv: [String(Math.round(count))] };
}

/** A number with decimals. */
export function decimalCell(language: Language, value: number, digits: 1 | 2): FigureCell {
  return { text: showNumber(language, value, digits), csv: [value.toFixed(digits)] };
}

/** A part of a whole: in hundredths for readers, of 1 in a file. */
export function shareCell(language: Language, count: number, of: number): FigureCell {
  if (of === 0) return { text: monitorWordsOf(language).frame.none, csv: [''] };
  return { text: showShare(language, count / of), csv: [(count / of).toFixed(4)] };
}

/** The heading of an interval, two columns in a file. */
export function rangeColumn(language: Language): FigureColumn {
  const { frame, figures } = monitorWordsOf(language);
  const { betweenDays: text } = figures;
  return { text, csv: [`${text}: ${frame.low}`, `${text}: ${frame.high}`] };
}

/** Where a share truly lies with 95 % certainty. */
export function rangeCell(language: Language, count: number, of: number): FigureCell {
  const range = shareRange(count, of);
  if (range === null) return { text: '', csv: ['', ''] };
  const text = monitorWordsOf(language).frame.between(
    showNumber(language, range[0] * 100),
    showShare(language, range[1]),
  );
  return { text, csv: range.map((end) => end.toFixed(4)) };
}

/** A share as a bar with where it truly lies. */
export function shareBar(count: number, of: number): Bar | null {
  return of === 0 ? null : { value: count / of, range: shareRange(count, of) };
}

/** Cells that say nothing because it would be of too few people; the first one says so. */
export function hiddenCells(language: Language, columns: readonly FigureColumn[]): FigureCell[] {
  const text = monitorWordsOf(language).reach.fewer(FEWEST_SHOWN);
  return columns.map(({ csv }, index) =>
    index === 0 ? { text, csv: [text, ...(csv ?? []).slice(1).map(() => '')] } : emptyCell(csv?.length ?? 1),
  );
}

/** A cell without a figure. */
export function emptyCell(files = 1): FigureCell {
  return files === 1 ? plainCell('') : { text: '', csv: Array.from({ length: files }, () => '') };
}
