import { METRICS } from '../db/count-cells.ts';
import { type FigureRow, readFigures } from '../db/read-figures.ts';
import { workingDayMinutes } from '../figures/working-day.ts';
import { showUpTo } from '../locales/show-number.ts';
import type { Area } from '../routing/programme.ts';
import {
  nameOf,
  number,
  type ReportContext,
  showCount,
  showMedian,
  showShare,
  text,
  timeCells,
  timeColumns,
  type Year,
} from './context.ts';
import type { ReportSection } from './report.ts';

/** What people said when they were asked whether it is true: shares of these, as on the monitor. */
const OUTCOMES: ReadonlySet<keyof FigureRow> = new Set(['confirmed', 'disputed', 'silent'] as const);

/** Everything in ten lines, beside the year before. */
export async function inShort(context: ReportContext): Promise<ReportSection> {
  const { words } = context;
  const { inShort: said, columns } = words;
  const [now, before] = [await readAll(context, context.year), await readAll(context, context.before)];
  const counts: readonly (readonly [string, keyof FigureRow])[] = [
    [said.received, 'received'],
    [said.answered, 'answered'],
    [said.resolved, 'resolved'],
    [said.confirmed, 'confirmed'],
    [said.disputed, 'disputed'],
    [said.silent, 'silent'],
    [said.late, 'late'],
    [said.escalated, 'escalated'],
  ];
  const count = (row: FigureRow | null, key: keyof FigureRow) => Number(row?.[key] ?? 0);
  const asked = [...OUTCOMES].reduce((sum, key) => sum + count(now, key), 0);
  const rows = counts.map(([what, key]) => [
    what,
    showCount(context, count(now, key)),
    key === 'received' ? '' : showShare(context, count(now, key), OUTCOMES.has(key) ? asked : count(now, 'received')),
    before ? showCount(context, count(before, key)) : words.none,
  ]);
  const median = (what: string, row: 'answer_worked' | 'resolve_worked', of: 'answered' | 'resolved') => [
    what,
    showMedian(context, now?.times[row], count(now, of)),
    '',
    showMedian(context, before?.times[row], count(before, of)),
  ];
  return {
    heading: said.heading,
    words: count(now, 'received') === 0 ? [words.noReports] : [said.about],
    tables: [
      {
        caption: said.heading,
        columns: [text(columns.what), number(columns.number), number(columns.share), number(columns.before)],
        rows: [
          ...rows,
          median(said.firstAnswer, 'answer_worked', 'answered'),
          median(said.resolution, 'resolve_worked', 'resolved'),
        ],
      },
    ],
  };
}

/** Every place below the programme, level by level, with what it waited; and the places nothing came from. */
export async function byArea(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const rows = await read(context, 'area', context.year);
  const byId = new Map(rows.map((row) => [row.areaId, row]));
  const levels = levelsBelow(programme.root);
  const tables = levels.map((areas) => ({
    caption: levelName(context, areas),
    columns: timeColumns(context, words.columns.area),
    rows: areas.flatMap((area) => {
      const row = byId.get(area.id);
      return row ? [[nameOf(context, area.names), ...timeCells(context, row)]] : [];
    }),
  }));
  const smallest = levels.flat().filter(({ children }) => children.length === 0);
  const silent = smallest.filter(({ id }) => !byId.has(id)).map(({ names }) => nameOf(context, names));
  if (rows.length === 0) return { heading: words.areas.heading, words: [words.noReports], tables: [] };
  return {
    heading: words.areas.heading,
    words: [aboutDays(context), silent.length === 0 ? words.areas.noSilent : words.areas.silent(silent.join(', '))],
    tables: tables.filter((table) => table.rows.length > 0),
  };
}

/** Every office that was owed an answer, with what it took; and those that gave none. */
export async function byOffice(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const rows = await read(context, 'office', context.year);
  const named = rows.flatMap((row) => {
    const office = programme.byId.offices.get(row.officeId);
    return office ? [{ row, name: nameOf(context, office.names) }] : [];
  });
  const sorted = named.toSorted((one, other) => one.name.localeCompare(other.name, context.language));
  if (sorted.length === 0) return { heading: words.offices.heading, words: [words.noReports], tables: [] };
  const idle = sorted.filter(({ row }) => row.answered === 0).map(({ name }) => name);
  return {
    heading: words.offices.heading,
    words: [aboutDays(context), idle.length === 0 ? words.offices.noIdle : words.offices.idle(idle.join(', '))],
    tables: [
      {
        caption: words.offices.heading,
        columns: timeColumns(context, words.columns.office),
        rows: sorted.map(({ row, name }) => [name, ...timeCells(context, row)]),
      },
    ],
  };
}

async function readAll(context: ReportContext, year: Year): Promise<FigureRow | null> {
  const [all] = await read(context, 'all', year);
  return all ?? null;
}

/** Who reads a printed report may be anybody: reports about an office are not in it. */
function read({ db, programme }: ReportContext, kind: 'all' | 'area' | 'office', year: Year): Promise<FigureRow[]> {
  return readFigures(db, { programmeId: programme.id, kind, ...year, withAbout: false, metrics: METRICS });
}

function levelsBelow(root: Area): (readonly Area[])[] {
  const levels: (readonly Area[])[] = [];
  for (let areas = root.children; areas.length > 0; areas = areas.flatMap(({ children }) => children))
    levels.push(areas);
  return levels;
}

/** One depth of the tree may hold places of several kinds: a city corporation and an upazila. */
function levelName(context: ReportContext, areas: readonly Area[]): string {
  const levels = [...new Set(areas.map(({ level }) => level))];
  const names = levels.flatMap((level) => context.programme.levelNames.get(level) ?? []);
  return names.map((each) => nameOf(context, each)).join(', ') || context.words.columns.area;
}

function aboutDays(context: ReportContext): string {
  return context.words.workingDays(
    showUpTo(context.language, workingDayMinutes(context.programme.calendar.hours) / 60, 1),
  );
}
