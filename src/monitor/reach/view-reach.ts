import type { AccountCaller } from '../../accounts/caller.ts';
import type { FigureRow } from '../../db/read-figures.ts';
import type { GroupCount } from '../../db/read-month-counts.ts';
import type { PeopleServedTable } from '../../db/schema.ts';
import { populationOf } from '../../figures/population-of.ts';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { localeOf, showMoment } from '../../locales/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import { type Area, type Language, nameIn } from '../../routing/programme.ts';
import type { Here } from '../parts/downloads.tsx';
import { type FigureTable, plainCell, scaleOf } from '../parts/figure-table.ts';
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
  shareCell,
} from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';
import { leavesOf } from './leaves-of.ts';

/** What the page of reach is made of. */
export interface ReachFigures {
  /** Reports by area, those with a report only: the parts of the area, the area itself, and the smallest areas in it. */
  readonly areas: readonly FigureRow[];
  /** Null: a category was chosen, and groups are not kept by category. */
  readonly groups: readonly GroupCount[] | null;
  /** When these were counted; null: never. */
  readonly groupsAt: Date | null;
  /** Null: it is not of the whole programme. */
  readonly served: readonly PeopleServedTable[] | null;
}

interface ViewOptions {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  readonly scope: Scope;
}

/** Whom the programme reaches: reports per 1,000 people, areas nobody reports from, groups, and people served. */
export function viewReach(options: ViewOptions, { areas, groups, groupsAt, served }: ReachFigures): SectionView[] {
  const { caller, language, scope } = options;
  const { reach: words } = monitorWordsOf(language);
  const received = new Map(areas.map(({ areaId, received: count }) => [areaId, count]));
  const leaves = leavesOf(scope.area);
  const silent = leaves.filter(({ id }) => !received.has(id));
  const target = caller.programme.targetPeople;
  return [
    { name: 'areas', title: words.byArea, about: words.areasAbout, table: areasTable(options, received) },
    {
      name: 'silent',
      title: words.silentAreas,
      about:
        silent.length === 0
          ? words.noneSilent(showNumber(language, leaves.length))
          : words.silentAbout(showNumber(language, silent.length), showNumber(language, leaves.length)),
      table: silent.length === 0 ? null : silentTable(options, silent),
    },
    ...(groups === null ? [] : [groupsSection(options, groups, groupsAt)]),
    ...(served === null || served.length === 0 || target === null ? [] : [servedSection(options, served, target)]),
  ];
}

function areasTable({ language, here, scope }: ViewOptions, received: ReadonlyMap<string, number>): FigureTable {
  const { reach: words } = monitorWordsOf(language);
  const shown: readonly Area[] = [scope.area, ...scope.area.children];
  const rows = shown.map((area) => {
    const count = received.get(area.id) ?? 0;
    const population = populationOf(area);
    return { area, count, population, rate: population === null ? null : (count / population.people) * 1000 };
  });
  const bars = rows.map(({ rate }) => (rate === null ? null : { value: rate, range: null }));
  return {
    name: 'areas',
    title: words.byArea,
    head: words.area,
    columns: [{ text: words.perThousand }, { text: words.reports }, { text: words.people }, { text: words.countedIn }],
    rows: rows.map(({ area, count, population, rate }, index) => ({
      name: nameIn(area.names, language),
      ...(area === scope.area ? {} : { href: monitorHref(here.path, here.asked, { area: area.code }) }),
      bar: bars[index] ?? null,
      cells: [
        rate === null ? { text: words.noCensus, csv: [''] } : decimalCell(language, rate, 2),
        countCell(language, count),
        population === null ? emptyCell() : countCell(language, population.people),
        plainCell(population === null ? '' : String(population.year)),
      ],
    })),
    bars: scaleOf(bars, null),
  };
}

function silentTable({ caller, language }: ViewOptions, silent: readonly Area[]): FigureTable {
  const { reach: words } = monitorWordsOf(language);
  const voice = voiceOf(caller.programme, language);
  return {
    name: 'silent',
    title: words.silentAreas,
    head: words.area,
    columns: [{ text: words.liesIn, isText: true }],
    rows: silent.map((area) => ({
      name: placeLabel(caller.programme, voice, area),
      cells: [plainCell(area.parent === null ? '' : nameIn(area.parent.names, language))],
    })),
  };
}

function groupsSection(options: ViewOptions, counts: readonly GroupCount[], at: Date | null): SectionView {
  const { caller, language } = options;
  const { reach: words, figures } = monitorWordsOf(language);
  const columns = [
    { text: words.reports },
    { text: figures.answers },
    { text: words.confirmed },
    rangeColumn(language),
    { text: words.outcomes },
  ];
  const groups = [
    ...caller.programme.groups.map(({ code, names }) => ({ code, name: nameIn(names, language) })),
    { code: '', name: words.noGroup },
  ];
  const bars = groups.map(({ code }) => {
    const received = counts.find(({ group }) => group === code)?.received ?? 0;
    return received < FEWEST_SHOWN ? null : { value: received, range: null };
  });
  const rows = groups.map(({ code, name }, index) => {
    const row = counts.find(({ group }) => group === code);
    if (row === undefined || row.received < FEWEST_SHOWN)
      return { name, bar: null, cells: hiddenCells(language, columns) };
    const told = row.confirmed + row.disputed;
    return {
      name,
      bar: bars[index] ?? null,
      cells: [
        countCell(language, row.received),
        shareCell(language, row.answered, row.received),
        shareCell(language, row.confirmed, told),
        rangeCell(language, row.confirmed, told),
        countCell(language, told),
      ],
    };
  });
  const table = { name: 'groups', title: words.byGroup, head: words.group, columns, rows, bars: scaleOf(bars, null) };
  const about = aboutAt(options, words.reachGroupsAbout(FEWEST_SHOWN), at);
  return { name: 'groups', title: words.reportsByGroup, about, table };
}

/** Groups and people served are counted more seldom than reports: when is said where they stand, besides the moment of the page. */
function aboutAt({ caller, language }: ViewOptions, about: string, at: Date | null): string {
  if (at === null) return about;
  const moment = showMoment(localeOf(language), at, caller.programme.calendar.timeZone);
  return `${about} ${monitorWordsOf(language).frame.counted(moment)}`;
}

function servedSection(options: ViewOptions, served: readonly PeopleServedTable[], target: number): SectionView {
  const { caller, language } = options;
  const { reach: words } = monitorWordsOf(language);
  const columns = [{ text: words.people }, { text: words.ofTarget }];
  const groups = [
    { code: '', name: words.everybody },
    ...caller.programme.groups.map(({ code, names }) => ({ code, name: nameIn(names, language) })),
  ];
  const rows = groups.map(({ code, name }) => {
    const people = served.find(({ group_code: group }) => group === code)?.people ?? 0;
    if (people < FEWEST_SHOWN && code !== '') return { name, bar: null, cells: hiddenCells(language, columns) };
    return {
      name,
      bar: { value: people / target, range: null },
      cells: [countCell(language, people), shareCell(language, people, target)],
    };
  });
  return {
    name: 'served',
    title: words.served,
    about: aboutAt(options, words.servedAbout(showNumber(language, target)), served[0]?.counted_at ?? null),
    table: { name: 'served', title: words.served, head: words.group, columns, rows, bars: { max: 1, promise: null } },
  };
}
