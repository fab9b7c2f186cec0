import type { MessageCount } from '../../db/read-month-counts.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { type FigureTable, plainCell, scaleOf } from '../parts/figure-table.ts';
import { showMonth } from '../parts/show-month.ts';
import { monthsOf } from '../scope/period.ts';
import type { Scope } from '../scope/read-scope.ts';
import { countCell, shareCell } from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';

/** What became of an SMS, as far as anybody asks: each state of a row is one of these. */
const ENDS = {
  delivered: ['delivered'],
  accepted: ['accepted'],
  failed: ['refused', 'undelivered'],
  unknown: ['unknown'],
  heldBack: ['suppressed'],
  waiting: ['queued', 'sending'],
} as const;
type End = keyof typeof ENDS;
const END_NAMES: readonly End[] = ['delivered', 'accepted', 'failed', 'unknown', 'heldBack', 'waiting'];

/** Messages as a page shows them: what became of them by purpose, and how many, how long and how dear by month. */
export function viewMessages(
  { language, scope }: { readonly language: Language; readonly scope: Scope },
  counts: readonly MessageCount[],
): SectionView[] {
  const { lines: words } = monitorWordsOf(language);
  const sent = counts.filter(({ direction }) => direction === 'out');
  return [
    {
      name: 'purposes',
      title: words.messages,
      about: words.messagesAbout,
      table: sent.length === 0 ? null : purposesTable(language, sent),
      remark: sent.length === 0 ? words.noMessages : undefined,
    },
    { name: 'costs', title: words.costs, about: words.costsAbout, table: monthsTable(language, scope, counts) },
  ];
}

function sumOf(counts: readonly MessageCount[], name: 'messages' | 'segments' = 'messages'): number {
  return counts.reduce((sum, count) => sum + count[name], 0);
}

function endedAs(counts: readonly MessageCount[], end: End): number {
  const states: readonly string[] = ENDS[end];
  return sumOf(counts.filter(({ state }) => states.includes(state)));
}

function purposesTable(language: Language, sent: readonly MessageCount[]): FigureTable {
  const { lines: words } = monitorWordsOf(language);
  const names: Readonly<Record<string, string>> = words.purposes;
  const purposes = [...new Set(sent.map(({ purpose }) => purpose))]
    .map((purpose) => ({ purpose, own: sent.filter((count) => count.purpose === purpose) }))
    .sort((one, other) => sumOf(other.own) - sumOf(one.own) || one.purpose.localeCompare(other.purpose));
  const bars = purposes.map(({ own }) => ({ value: sumOf(own), range: null }));
  return {
    name: 'purposes',
    title: words.messages,
    head: words.purpose,
    columns: [
      { text: words.sent },
      { text: words.deliveredShare },
      ...END_NAMES.map((end) => ({ text: words.ends[end] })),
    ],
    rows: purposes.map(({ purpose, own }, index) => ({
      name: names[purpose] ?? (purpose === '' ? words.others : purpose),
      bar: bars[index] ?? null,
      cells: [
        countCell(language, sumOf(own)),
        shareCell(language, endedAs(own, 'delivered'), sumOf(own)),
        ...END_NAMES.map((end) => countCell(language, endedAs(own, end))),
      ],
    })),
    bars: scaleOf(bars, null),
  };
}

function monthsTable(language: Language, scope: Scope, counts: readonly MessageCount[]): FigureTable {
  const { lines: words, figures } = monitorWordsOf(language);
  const currencies = [...new Set(counts.flatMap(({ costs }) => Object.keys(costs)))].sort();
  return {
    name: 'costs',
    title: words.costs,
    head: figures.month,
    columns: [words.sent, words.segments, words.received, ...currencies.map((currency) => words.costIn(currency))].map(
      (text) => ({ text }),
    ),
    rows: monthsOf(scope.period).map((month) => {
      const own = counts.filter((count) => count.month === month);
      const out = own.filter(({ direction }) => direction === 'out');
      return {
        name: showMonth(language, month),
        cells: [
          countCell(language, sumOf(out)),
          countCell(language, sumOf(out, 'segments')),
          countCell(language, sumOf(own.filter(({ direction }) => direction === 'in'))),
          ...currencies.map((currency) => {
            const cost = own.reduce((sum, { costs }) => sum + (costs[currency] ?? 0), 0);
            return cost === 0 ? plainCell('0') : { text: showNumber(language, cost, 2), csv: [cost.toFixed(2)] };
          }),
        ],
      };
    }),
  };
}
