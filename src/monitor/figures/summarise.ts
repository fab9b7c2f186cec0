import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber, showShare } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { type FigureCell, type FigureTable, plainCell } from '../parts/figure-table.ts';
import { showMonth } from '../parts/show-month.ts';
import { showPeriod } from '../parts/show-period.ts';
import { lastMonthOf, type Period, periodOf } from '../scope/period.ts';
import type { Figure } from './figure.ts';
import type { PageFigures } from './read-page-figures.ts';
import { answerDays, resolveDays, type Viewing } from './viewing.ts';

/** One figure in short, and how it was before. */
export interface Told {
  readonly name: string;
  readonly now: FigureCell;
  readonly before: FigureCell;
  /** The difference, in words: "2.1 days sooner than in ...". */
  readonly compared: string;
}

/** How a kind of figure is shown, and how a difference of it is put in words. */
interface Way {
  readonly digits: 0 | 1;
  readonly less: 'sooner' | 'fewer' | 'lower';
  readonly more: 'later' | 'more' | 'higher';
  show(language: Language, value: number): string;
}

const DAYS: Way = {
  digits: 1,
  less: 'sooner',
  more: 'later',
  show: (language, value) => showNumber(language, value, 1),
};
const COUNT: Way = { digits: 0, less: 'fewer', more: 'more', show: (language, value) => showNumber(language, value) };
/** In hundredths. */
const SHARE: Way = {
  digits: 0,
  less: 'lower',
  more: 'higher',
  show: (language, value) => showShare(language, value / 100),
};

/** What is told, in order: its words, and its value of a figure; null: there is nothing to measure. */
const TOLD = [
  {
    word: 'firstAnswer',
    way: DAYS,
    of: (viewing: Viewing, figure: Figure) => answerDays(viewing, figure)?.value ?? null,
  },
  {
    word: 'resolution',
    way: DAYS,
    of: (viewing: Viewing, figure: Figure) => resolveDays(viewing, figure)?.value ?? null,
  },
  { word: 'received', way: COUNT, of: (_viewing: Viewing, { received }: Figure) => received },
  {
    word: 'answered',
    way: SHARE,
    of: (_viewing: Viewing, { answered, received }: Figure) => share(answered, received),
  },
  { word: 'late', way: SHARE, of: (_viewing: Viewing, { late, received }: Figure) => share(late, received) },
] as const;

function share(some: number, all: number): number | null {
  return all === 0 ? null : (some / all) * 100;
}

/** The figures that stand on top of the page, with those of as many months before. */
export function summarise(
  viewing: Viewing,
  { whole, before, begins }: Pick<PageFigures, 'whole' | 'before' | 'begins'>,
): readonly Told[] {
  const { language, scope } = viewing;
  const had = comparable(scope.previous, begins);
  const { figures: words } = monitorWordsOf(language);
  return TOLD.map(({ word, way, of }) => {
    const [now, earlier] = [of(viewing, whole), before.received === 0 ? null : of(viewing, before)];
    return {
      name: words[word],
      now: cellOf(language, way, now),
      before: cellOf(language, way, earlier),
      compared: compare(language, way, now, earlier, had),
    };
  });
}

function cellOf(language: Language, { digits, show }: Way, value: number | null): FigureCell {
  if (value === null) return { text: monitorWordsOf(language).frame.none, csv: [''] };
  return { text: show(language, value), csv: [value.toFixed(digits)] };
}

/** The months before, as far as the programme had begun: what was before nobody could report. */
interface Comparable {
  readonly period: Period;
  /** The month with which the programme began, where that is why months are missing: counts cannot be compared then. */
  readonly begins: string | null;
}

function comparable(previous: Period, begins: string | null): Comparable {
  if (begins === null || begins <= previous.from || begins >= previous.to) return { period: previous, begins: null };
  return { period: periodOf(begins, lastMonthOf(previous)), begins };
}

function compare(language: Language, way: Way, now: number | null, before: number | null, had: Comparable): string {
  const { figures: words } = monitorWordsOf(language);
  const period = showPeriod(language, had.period);
  if (before === null || now === null) return words.noBefore(period);
  if (way === COUNT && had.begins !== null) return words.begun(showMonth(language, had.begins));
  // Of what is shown: between two figures that look the same there is no difference.
  const scale = 10 ** way.digits;
  const difference = (Math.round(now * scale) - Math.round(before * scale)) / scale;
  if (difference === 0) return words.same(period);
  const size = showNumber(language, Math.abs(difference), way.digits);
  return words[difference < 0 ? way.less : way.more](size, period);
}

/** The same as a table, for a file. */
export function summaryTable(
  { language, scope }: Viewing,
  { begins }: Pick<PageFigures, 'begins'>,
  summary: readonly Told[],
): FigureTable {
  const { figures: words } = monitorWordsOf(language);
  return {
    name: 'summary',
    title: words.summary,
    head: words.summary,
    columns: [
      { text: showPeriod(language, scope.period) },
      { text: showPeriod(language, comparable(scope.previous, begins).period) },
      { text: words.compared, isText: true },
    ],
    rows: summary.map(({ name, now, before, compared }) => ({ name, cells: [now, before, plainCell(compared)] })),
  };
}
