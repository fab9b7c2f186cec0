import type { AccountCaller } from '../../accounts/caller.ts';
import type { CallEndFigure } from '../../db/call-ends.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber, showShare } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { type FigureTable, scaleOf } from '../parts/figure-table.ts';
import { countCell } from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';

/** On which screens people end a call before they are done, in each language. */
export function viewCalls(
  { caller, language }: { readonly caller: AccountCaller; readonly language: Language },
  ends: readonly CallEndFigure[],
): SectionView[] {
  const { lines: words } = monitorWordsOf(language);
  const left = ends.reduce((sum, { dropped }) => sum + dropped, 0);
  const all = ends.reduce((sum, { dropped, finished }) => sum + dropped + finished, 0);
  const show = (count: number) => showNumber(language, count);
  return [
    {
      name: 'calls',
      title: words.calls,
      about: words.callsAbout,
      table: left === 0 ? null : callsTable(caller, language, ends),
      remark: all === 0 ? words.noCalls : words.leftOf(show(left), show(all)),
    },
  ];
}

function callsTable({ programme }: AccountCaller, language: Language, ends: readonly CallEndFigure[]): FigureTable {
  const { lines: words } = monitorWordsOf(language);
  const names: Readonly<Record<string, string>> = words.screens;
  const dropped = ends.filter((end) => end.dropped > 0);
  const screens = [...new Set(dropped.map(({ screen }) => screen))]
    .map((screen) => ({
      screen,
      all: dropped.filter((end) => end.screen === screen).reduce((sum, end) => sum + end.dropped, 0),
    }))
    .sort((one, other) => other.all - one.all || one.screen.localeCompare(other.screen));
  const bars = screens.map(({ all }) => ({ value: all, range: null }));
  return {
    name: 'calls',
    title: words.calls,
    head: words.screen,
    columns: [
      { text: words.left },
      ...programme.languages.map((spoken) => {
        const name = words.languages[spoken];
        return { text: name, csv: [name, `${name}: ${words.shareOfCalls}`] };
      }),
    ],
    rows: screens.map(({ screen, all }, index) => ({
      name: names[screen] ?? screen,
      bar: bars[index] ?? null,
      cells: [
        countCell(language, all),
        ...programme.languages.map((spoken) => {
          const end = dropped.find((one) => one.screen === screen && one.language === spoken);
          if (end === undefined) return { text: '0', csv: ['0', '0'] };
          const { dropped: count, dropped_share: share } = end;
          return {
            text: `${showNumber(language, count)} (${showShare(language, share)})`,
            csv: [String(count), String(share)],
          };
        }),
      ],
    })),
    bars: scaleOf(bars, null),
  };
}
