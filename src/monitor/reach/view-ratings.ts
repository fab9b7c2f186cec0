import type { AccountCaller } from '../../accounts/caller.ts';
import type { FigureRow } from '../../db/read-figures.ts';
import type { Given } from '../../db/read-month-counts.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import { type Indicator, type Language, nameIn, type Unit } from '../../routing/programme.ts';
import type { Here } from '../parts/downloads.tsx';
import type { FigureColumn, FigureTable } from '../parts/figure-table.ts';
import type { LineChartProps } from '../parts/line-chart.tsx';
import { showMonth } from '../parts/show-month.ts';
import { monthsOf } from '../scope/period.ts';
import type { Scope } from '../scope/read-scope.ts';
import { monitorHref } from '../scope/scope-query.ts';
import {
  countCell,
  decimalCell,
  emptyCell,
  FEWEST_SHOWN,
  hiddenCells,
  rangeCell,
  rangeColumn,
  shareBar,
  shareCell,
} from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';
import { type Satisfied, satisfied } from './satisfied.ts';

interface ViewOptions {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  readonly scope: Scope;
  /** Those in scope, or the one that was chosen. */
  readonly units: readonly Unit[];
}

/** What people say of units, as a page shows it; with it how the reports from the place of a unit ended. */
export function viewRatings(
  options: ViewOptions,
  { given, outcomes }: { readonly given: readonly Given[]; readonly outcomes: readonly FigureRow[] },
): SectionView[] {
  const { language, units } = options;
  const { reach: words } = monitorWordsOf(language);
  const everybody = given.filter(({ group }) => group === '');
  const scores = everybody.filter(({ indicator }) => indicator === '');
  return [
    { name: 'units', title: words.byUnit, about: words.unitsAbout, table: unitsTable(options, scores, outcomes) },
    {
      name: 'indicators',
      title: words.byIndicator,
      about: words.indicatorsAbout,
      table: indicatorsTable(options, everybody),
    },
    {
      name: 'groups',
      title: words.byGroup,
      about: words.groupsAbout(FEWEST_SHOWN),
      table: groupsTable(options, given),
    },
    {
      name: 'months',
      title: words.satisfiedByMonth,
      chart: monthsChart(options, scores),
      table: monthsTable(options, scores),
    },
  ].filter(({ name }) => name !== 'indicators' || indicatorsFor(options.caller, units).length > 0);
}

function columnsOf(language: Language, more: readonly string[] = []): FigureColumn[] {
  const { reach: words } = monitorWordsOf(language);
  return [{ text: words.satisfied }, rangeColumn(language), { text: words.ratings }, ...more.map((text) => ({ text }))];
}

function cellsOf(language: Language, { good, of }: Satisfied) {
  return [shareCell(language, good, of), rangeCell(language, good, of), countCell(language, of)];
}

function unitsTable(options: ViewOptions, scores: readonly Given[], outcomes: readonly FigureRow[]): FigureTable {
  const { caller, language, here, units } = options;
  const { reach: words } = monitorWordsOf(language);
  const byUnit = new Map(units.map((unit) => [unit.id, scores.filter(({ unitId }) => unitId === unit.id)]));
  const found = units
    .map((unit) => ({ unit, result: satisfied(byUnit.get(unit.id) ?? []) }))
    .filter(({ result }) => result.of > 0)
    // By the lower end of where the share truly lies, so that one good rating cannot win.
    .map((row) => ({ ...row, low: shareBar(row.result.good, row.result.of)?.range?.[0] ?? 0 }))
    .sort((one, other) => other.low - one.low || one.unit.number - other.unit.number);
  return {
    name: 'units',
    title: words.byUnit,
    head: words.unit,
    columns: columnsOf(language, [words.meanScore, words.confirmedThere, words.outcomesThere]),
    rows: found.map(({ unit, result }) => {
      const area = outcomes.find(({ areaId }) => areaId === unit.area.id);
      const told = area === undefined ? 0 : area.confirmed + area.disputed + area.silent;
      return {
        name: nameIn(unit.names, language),
        // One that is no more has ratings, but cannot be chosen.
        ...(caller.programme.units.has(unit.code)
          ? { href: monitorHref(here.path, here.asked, { unit: unit.code }) }
          : {}),
        bar: shareBar(result.good, result.of),
        cells: [
          ...cellsOf(language, result),
          decimalCell(language, result.sum / result.of, 1),
          shareCell(language, area?.confirmed ?? 0, told),
          countCell(language, told),
        ],
      };
    }),
    bars: { max: 1, promise: null },
  };
}

function indicatorsFor({ programme }: AccountCaller, units: readonly Unit[]): Indicator[] {
  const types = new Set(units.map(({ type }) => type));
  return programme.indicators.filter(({ unitTypes }) => unitTypes.some((type) => types.has(type)));
}

function indicatorsTable({ caller, language, units }: ViewOptions, everybody: readonly Given[]): FigureTable {
  const { reach: words } = monitorWordsOf(language);
  return {
    name: 'indicators',
    title: words.byIndicator,
    head: words.indicator,
    columns: [{ text: words.good }, ...columnsOf(language).slice(1)],
    rows: indicatorsFor(caller, units).map(({ code, scale, names }) => {
      const own = everybody.filter(({ indicator }) => indicator === code);
      // Of yes and no 1 is yes.
      const result = satisfied(own, scale === 'yes_no' ? (value) => value === 1 : undefined);
      return {
        name: nameIn(names, language),
        bar: shareBar(result.good, result.of),
        cells: cellsOf(language, result),
      };
    }),
    bars: { max: 1, promise: null },
  };
}

function groupsTable({ caller, language }: ViewOptions, given: readonly Given[]): FigureTable {
  const { reach: words } = monitorWordsOf(language);
  const scores = given.filter(({ indicator }) => indicator === '');
  const columns = columnsOf(language);
  const groups = [
    { code: '', name: words.everybody },
    ...caller.programme.groups.map(({ code, names }) => ({ code, name: nameIn(names, language) })),
  ];
  return {
    name: 'groups',
    title: words.byGroup,
    head: words.group,
    columns,
    rows: groups.map(({ code, name }) => {
      const result = satisfied(scores.filter(({ group }) => group === code));
      if (result.of < FEWEST_SHOWN && code !== '') return { name, bar: null, cells: hiddenCells(language, columns) };
      return { name, bar: shareBar(result.good, result.of), cells: cellsOf(language, result) };
    }),
    bars: { max: 1, promise: null },
  };
}

function monthsTable({ language, scope }: ViewOptions, scores: readonly Given[]): FigureTable {
  const { reach: words, figures } = monitorWordsOf(language);
  const rows = monthsOf(scope.period).map((month) => {
    const result = satisfied(scores.filter((row) => row.month === month));
    return {
      name: showMonth(language, month),
      cells:
        result.of === 0 ? [shareCell(language, 0, 0), emptyCell(2), countCell(language, 0)] : cellsOf(language, result),
    };
  });
  return { name: 'months', title: words.satisfiedByMonth, head: figures.month, columns: columnsOf(language), rows };
}

function monthsChart({ language, scope }: ViewOptions, scores: readonly Given[]): LineChartProps {
  const { reach: words } = monitorWordsOf(language);
  const months = monthsOf(scope.period);
  const labels = months.map((month) => showMonth(language, month));
  const values = months.map((month) => {
    const { good, of } = satisfied(scores.filter((row) => row.month === month));
    return of === 0 ? null : (good / of) * 100;
  });
  const said = values.flatMap((value, index) =>
    value === null ? [] : [`${labels[index]} ${showNumber(language, value)} %`],
  );
  return {
    language,
    name: 'months',
    title: words.satisfiedByMonth,
    description: `${words.satisfied}: ${said.join(', ')}.`,
    months: labels,
    lines: [{ name: `${words.satisfied}, %`, values }],
    promise: null,
  };
}
