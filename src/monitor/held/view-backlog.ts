import type { AccountCaller } from '../../accounts/caller.ts';
import type { BacklogRow } from '../../db/read-backlog.ts';
import { AGE_CLASSES_DAYS } from '../../db/snapshots.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { isOfOffice } from '../figures/cells.ts';
import type { Here } from '../parts/downloads.tsx';
import { type FigureCell, type FigureTable, plainCell, scaleOf } from '../parts/figure-table.ts';
import { monitorHref } from '../scope/scope-query.ts';
import { countCell, shareCell } from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';

const DAY_MS = 86_400_000;

/** What is open now: of everything asked for, and parted. */
export interface BacklogFigures {
  readonly all: readonly BacklogRow[];
  readonly offices: readonly BacklogRow[];
  /** Null: the area has no parts. */
  readonly areas: readonly BacklogRow[] | null;
}

interface ViewOptions {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  /** When it was counted: ages are of that moment. */
  readonly countedAt: Date;
}

/** What is open now as a page shows it: in short, by age, by office and by area. */
export function viewBacklog(options: ViewOptions, { all, offices, areas }: BacklogFigures): SectionView[] {
  const { caller, language } = options;
  const { work: words, frame } = monitorWordsOf(language);
  const { programme } = caller;
  const sorted = [...offices].sort((one, other) => other.overdue - one.overdue || other.open - one.open);
  const byOffice = partTable(options, 'offices', words.byOffice, words.office, sorted, (row) => {
    if (!isOfOffice(row.officeId)) return { name: words.noOffice };
    const office = programme.byId.offices.get(row.officeId);
    return { name: office ? nameIn(office.names, language) : row.officeId };
  });
  const byArea =
    areas === null
      ? null
      : partTable(options, 'areas', words.byArea, words.area, areas, (row) => {
          const area = programme.byId.areas.get(row.areaId);
          if (area === undefined) return { name: row.areaId };
          const name = nameIn(area.names, language);
          // What was reported from one that is no more is open still; the one in its place may have the same name.
          if (!programme.areas.has(area.code)) return { name: frame.gone(name) };
          return { name, href: monitorHref(options.here.path, options.here.asked, { area: area.code }) };
        });
  return [
    { name: 'summary', title: words.summary, about: words.backlogAbout, table: summaryTable(options, all) },
    { name: 'ages', title: words.ages, about: words.agesAbout, table: agesTable(language, all) },
    { name: 'offices', title: words.byOffice, about: words.byOfficeAbout, table: byOffice },
    ...(byArea === null ? [] : [{ name: 'areas', title: words.byArea, table: byArea }]),
  ];
}

/** What is open in all. */
export function openIn(rows: readonly BacklogRow[]): number {
  return rows.reduce((sum, { open }) => sum + open, 0);
}

function summaryTable({ language, countedAt }: ViewOptions, rows: readonly BacklogRow[]): FigureTable {
  const { work: words } = monitorWordsOf(language);
  const sum = (name: 'open' | 'overdue' | 'waiting' | 'inTriage') => rows.reduce((total, row) => total + row[name], 0);
  const counts = (['open', 'overdue', 'waiting', 'inTriage'] as const).map((name) => ({
    name: words[name],
    cells: [countCell(language, sum(name)), shareCell(language, sum(name), sum('open'))],
  }));
  const oldest = rows.map(({ oldestFiledAt }) => daysSince(oldestFiledAt, countedAt));
  const oldestCell = countCell(language, Math.max(0, ...oldest));
  return {
    name: 'summary',
    title: words.summary,
    head: words.what,
    columns: [{ text: words.number }, { text: words.share }],
    rows: [...counts, { name: words.oldestDays, cells: [oldestCell, plainCell('')] }],
  };
}

function agesTable(language: Language, rows: readonly BacklogRow[]): FigureTable {
  const { work: words } = monitorWordsOf(language);
  const counts = [...AGE_CLASSES_DAYS, null].map((_, index) =>
    rows.reduce((total, { ages }) => total + (ages[index] ?? 0), 0),
  );
  const all = counts.reduce((total, count) => total + count, 0);
  const names = [
    ...AGE_CLASSES_DAYS.map((days, index) =>
      words.ageClass(index === 0 ? 0 : (AGE_CLASSES_DAYS[index - 1] ?? 0), days),
    ),
    words.ageOver(AGE_CLASSES_DAYS[AGE_CLASSES_DAYS.length - 1] ?? 0),
  ];
  const bars = counts.map((value) => ({ value, range: null }));
  return {
    name: 'ages',
    title: words.ages,
    head: words.age,
    columns: [{ text: words.open }, { text: words.share }],
    rows: names.map((name, index) => ({
      name,
      bar: bars[index] ?? null,
      cells: [countCell(language, counts[index] ?? 0), shareCell(language, counts[index] ?? 0, all)],
    })),
    bars: scaleOf(bars, null),
  };
}

function partTable(
  { language, countedAt }: ViewOptions,
  name: string,
  title: string,
  head: string,
  rows: readonly BacklogRow[],
  named: (row: BacklogRow) => { name: string; href?: string },
): FigureTable {
  const { work: words } = monitorWordsOf(language);
  const bars = rows.map(({ open }) => ({ value: open, range: null }));
  // Of the classes of age the last two are what nobody can call new.
  const old = ({ ages }: BacklogRow) => (ages[3] ?? 0) + (ages[4] ?? 0);
  const cells = (row: BacklogRow): FigureCell[] => [
    countCell(language, row.open),
    countCell(language, row.overdue),
    countCell(language, row.waiting),
    countCell(language, old(row)),
    countCell(language, daysSince(row.oldestFiledAt, countedAt)),
  ];
  return {
    name,
    title,
    head,
    columns: [words.open, words.overdue, words.waiting, words.ageOver(AGE_CLASSES_DAYS[2]), words.oldestDays].map(
      (text) => ({ text }),
    ),
    rows: rows.map((row, index) => ({ ...named(row), bar: bars[index] ?? null, cells: cells(row) })),
    bars: scaleOf(bars, null),
  };
}

function daysSince(filedAt: Date | null, now: Date): number {
  return filedAt === null ? 0 : Math.max(0, Math.floor((now.getTime() - filedAt.getTime()) / DAY_MS));
}
