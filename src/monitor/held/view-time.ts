import type { AccountCaller } from '../../accounts/caller.ts';
import type { Charge } from '../../db/read-charges.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { isOfOffice } from '../figures/cells.ts';
import { measureOf } from '../figures/days.ts';
import type { Here } from '../parts/downloads.tsx';
import { type FigureCell, type FigureTable, scaleOf } from '../parts/figure-table.ts';
import type { LineChartProps } from '../parts/line-chart.tsx';
import { showMonth } from '../parts/show-month.ts';
import { monthsOf } from '../scope/period.ts';
import type { Scope } from '../scope/read-scope.ts';
import { monitorHref } from '../scope/scope-query.ts';
import { countCell, decimalCell, emptyCell, shareCell } from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';

interface ViewOptions {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  readonly scope: Scope;
}

type Holder = Charge['holder'];

/** Whether turns of triage are in it: they are nobody's office, so they are kept of the whole programme only. */
export function isWithTriage({ office, isWhole }: Scope): boolean {
  return office === null && isWhole;
}

/** Of whom something is said. */
function holdersIn(scope: Scope): readonly Holder[] {
  return isWithTriage(scope) ? ['office', 'triage', 'citizen'] : ['office', 'citizen'];
}

/** Who used the time, as a page shows it: in all, by month and by office. Days are those of the scope, working or calendar. */
export function viewTime(options: ViewOptions, charges: readonly Charge[]): SectionView[] {
  const { language, scope } = options;
  const { work: words } = monitorWordsOf(language);
  const about = isWithTriage(scope) ? words.timeAbout : words.timeAboutOffices;
  const sections: SectionView[] = [
    { name: 'holders', title: words.byHolder, about, table: holdersTable(options, charges) },
    {
      name: 'months',
      title: words.timeByMonth,
      chart: monthsChart(options, charges),
      table: monthsTable(options, charges),
    },
  ];
  if (scope.office !== null) return sections;
  return [
    ...sections,
    {
      name: 'offices',
      title: words.timeByOffice,
      about: words.timeByOfficeAbout,
      table: officesTable(options, charges),
    },
  ];
}

/** How many days turns took, in the days of the scope. */
function daysOf({ caller, scope }: ViewOptions, charges: readonly Charge[]): number {
  const { dayMinutes } = measureOf(caller.programme, scope.times);
  const minutes = charges.reduce(
    (sum, { elapsedMinutes, workedMinutes }) => sum + (scope.times === 'calendar' ? elapsedMinutes : workedMinutes),
    0,
  );
  return minutes / dayMinutes;
}

function of(charges: readonly Charge[], holder: Holder): Charge[] {
  return charges.filter((charge) => charge.holder === holder);
}

function turnsOf(charges: readonly Charge[]): number {
  return charges.reduce((sum, { turns }) => sum + turns, 0);
}

function holdersTable(options: ViewOptions, charges: readonly Charge[]): FigureTable {
  const { language, scope } = options;
  const { work: words } = monitorWordsOf(language);
  const holders = holdersIn(scope);
  const all = daysOf(options, charges);
  const bars = holders.map((holder) => ({ value: daysOf(options, of(charges, holder)), range: null }));
  return {
    name: 'holders',
    title: words.byHolder,
    head: words.holder,
    columns: [words.days, words.share, words.turns, words.daysEach].map((text) => ({ text })),
    rows: holders.map((holder, index) => {
      const days = bars[index]?.value ?? 0;
      const turns = turnsOf(of(charges, holder));
      return {
        name: words.holders[holder],
        bar: bars[index] ?? null,
        cells: [
          decimalCell(language, days, 1),
          shareCell(language, days, all),
          countCell(language, turns),
          eachCell(language, days, turns),
        ],
      };
    }),
    bars: scaleOf(bars, null),
  };
}

function eachCell(language: Language, days: number, turns: number): FigureCell {
  return turns === 0 ? emptyCell() : decimalCell(language, days / turns, 1);
}

function monthsTable(options: ViewOptions, charges: readonly Charge[]): FigureTable {
  const { language, scope } = options;
  const { work: words, figures } = monitorWordsOf(language);
  const holders = holdersIn(scope);
  return {
    name: 'months',
    title: words.timeByMonth,
    head: figures.month,
    columns: holders.map((holder) => ({ text: words.holders[holder] })),
    rows: monthsOf(scope.period).map((month) => {
      const within = charges.filter((charge) => charge.month === month);
      return {
        name: showMonth(language, month),
        cells: holders.map((holder) => decimalCell(language, daysOf(options, of(within, holder)), 1)),
      };
    }),
  };
}

function monthsChart(options: ViewOptions, charges: readonly Charge[]): LineChartProps {
  const { language, scope } = options;
  const { work: words } = monitorWordsOf(language);
  const months = monthsOf(scope.period);
  const lines = (['office', 'citizen'] as const).map((holder) => ({
    name: words.holders[holder],
    values: months.map((month) =>
      daysOf(
        options,
        of(charges, holder).filter((charge) => charge.month === month),
      ),
    ),
  }));
  const labels = months.map((month) => showMonth(language, month));
  const said = lines.map(
    ({ name, values }) =>
      `${name}: ${values.map((value, index) => `${labels[index]} ${showNumber(language, value, 1)}`).join(', ')}.`,
  );
  return {
    language,
    name: 'months',
    title: words.timeByMonth,
    description: said.join(' '),
    months: labels,
    lines,
    promise: null,
  };
}

function officesTable(options: ViewOptions, charges: readonly Charge[]): FigureTable {
  const { caller, language, here } = options;
  const { work: words } = monitorWordsOf(language);
  const ids = new Set(charges.map(({ officeId }) => officeId).filter(isOfOffice));
  const rows = [...ids].map((id) => {
    const own = charges.filter(({ officeId }) => officeId === id);
    const office = caller.programme.byId.offices.get(id);
    return {
      name: office ? nameIn(office.names, language) : id,
      // One that is no more had reports, but cannot be chosen.
      ...(office !== undefined && caller.programme.offices.has(office.code)
        ? { href: monitorHref(here.path, here.asked, { area: '', office: office.code }) }
        : {}),
      days: daysOf(options, of(own, 'office')),
      turns: turnsOf(of(own, 'office')),
      waited: daysOf(options, of(own, 'citizen')),
    };
  });
  rows.sort((one, other) => other.days - one.days || one.name.localeCompare(other.name));
  const bars = rows.map(({ days }) => ({ value: days, range: null }));
  return {
    name: 'offices',
    title: words.timeByOffice,
    head: words.office,
    columns: [words.days, words.turns, words.daysEach, words.holders.citizen].map((text) => ({ text })),
    rows: rows.map(({ days, turns, waited, ...row }, index) => ({
      ...row,
      bar: bars[index] ?? null,
      cells: [
        decimalCell(language, days, 1),
        countCell(language, turns),
        eachCell(language, days, turns),
        decimalCell(language, waited, 1),
      ],
    })),
    bars: scaleOf(bars, null),
  };
}
