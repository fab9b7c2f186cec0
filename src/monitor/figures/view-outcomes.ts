import { shareRange } from '../../figures/share-range.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber, showShare } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import type { FigureCell, FigureTable } from '../parts/figure-table.ts';
import { countCell, rangeColumn } from './day-cells.ts';
import type { Figure } from './figure.ts';
import type { PageFigures } from './read-page-figures.ts';

/** Digits of a share in a file: hundredths of a percent. */
const SHARE_DIGITS = 4;

const all = ({ received }: Figure) => received;
const asked = ({ confirmed, disputed, silent }: Figure) => confirmed + disputed + silent;

/** What is counted, and of which reports it is a share. */
const OUTCOMES = [
  { word: 'confirmed', count: 'confirmed', of: asked },
  { word: 'disputed', count: 'disputed', of: asked },
  { word: 'silent', count: 'silent', of: asked },
  { word: 'escalated', count: 'escalated', of: all },
  { word: 'lateShare', count: 'late', of: all },
  { word: 'rejected', count: 'rejected', of: all },
] as const;

/** What became of the reports: shares, where the true ones lie with 95 % certainty, and how they were before. */
export function outcomesTable(
  { language }: { readonly language: Language },
  { whole, before }: Pick<PageFigures, 'whole' | 'before'>,
): FigureTable {
  const { figures: words } = monitorWordsOf(language);
  return {
    name: 'outcomes',
    title: words.outcomes,
    head: words.outcome,
    columns: [
      { text: words.share },
      rangeColumn(language),
      { text: words.reports },
      { text: words.of },
      { text: words.before },
    ],
    rows: OUTCOMES.map(({ word, count, of }) => {
      const [some, most] = [whole[count], of(whole)];
      const range = shareRange(some, most);
      return {
        name: words[word],
        bar: range === null ? null : { value: some / most, range },
        cells: [
          shareCell(language, some, most),
          shareRangeCell(language, range),
          countCell(language, some),
          countCell(language, most),
          shareCell(language, before[count], of(before)),
        ],
      };
    }),
    bars: { max: 1, promise: null },
  };
}

function shareCell(language: Language, count: number, of: number): FigureCell {
  if (of === 0) return { text: monitorWordsOf(language).frame.none, csv: [''] };
  return { text: showShare(language, count / of), csv: [(count / of).toFixed(SHARE_DIGITS)] };
}

function shareRangeCell(language: Language, range: readonly [number, number] | null): FigureCell {
  const { frame } = monitorWordsOf(language);
  if (range === null) return { text: frame.none, csv: ['', ''] };
  const [low, high] = range;
  return {
    text: frame.between(showNumber(language, low * 100), showShare(language, high)),
    csv: range.map((end) => end.toFixed(SHARE_DIGITS)),
  };
}
