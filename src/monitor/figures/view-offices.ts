import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { nameIn } from '../../routing/programme.ts';
import { type FigureTable, plainCell, scaleOf } from '../parts/figure-table.ts';
import { monitorHref } from '../scope/scope-query.ts';
import { countCells, countColumns, dayCells, dayColumns } from './day-cells.ts';
import { byWords } from './days.ts';
import { type League, rankOffices } from './rank-offices.ts';
import type { PageFigures } from './read-page-figures.ts';
import { answerDays, type Viewing } from './viewing.ts';

/** The league of offices, and those that stand in none. Null: one office was chosen, and there is nobody to compare it with. */
export function officeTables(
  viewing: Viewing,
  { offices }: Pick<PageFigures, 'offices'>,
): { readonly league: FigureTable | null; readonly unranked: FigureTable | null } {
  const { caller, language, scope } = viewing;
  if (scope.office !== null) return { league: null, unranked: null };
  const league = rankOffices(
    [...offices].flatMap(([officeId, figure]) => {
      const office = caller.programme.byId.offices.get(officeId);
      if (office === undefined) return [];
      return [{ officeId, name: nameIn(office.names, language), figure, answer: answerDays(viewing, figure) }];
    }),
  );
  return { league: leagueTable(viewing, league), unranked: unrankedTable(viewing, league) };
}

function leagueTable(viewing: Viewing, { ranked }: League): FigureTable {
  const { language, scope, promise } = viewing;
  const { figures: words } = monitorWordsOf(language);
  return {
    name: 'offices',
    title: words[byWords(scope.times)].office,
    head: words.office,
    columns: [...dayColumns(language), ...countColumns(language)],
    rows: ranked.map(({ officeId, name, figure, answer }) => ({
      name,
      ...hrefTo(viewing, officeId),
      bar: answer,
      cells: [...dayCells(language, answer), ...countCells(language, figure)],
    })),
    bars: scaleOf(
      ranked.map(({ answer }) => answer),
      promise,
    ),
  };
}

function unrankedTable(viewing: Viewing, { unranked }: League): FigureTable {
  const { language } = viewing;
  const { figures: words } = monitorWordsOf(language);
  return {
    name: 'unranked',
    title: words.unranked,
    head: words.office,
    columns: [{ text: words.why, isText: true }, ...countColumns(language)],
    rows: unranked.map(({ officeId, name, figure, why }) => ({
      name,
      ...hrefTo(viewing, officeId),
      cells: [plainCell(words[why]), ...countCells(language, figure)],
    })),
  };
}

/** An office that is no more has figures, but cannot be chosen. */
export function hrefTo({ caller, here }: Viewing, officeId: string): { readonly href?: string } {
  const office = caller.programme.byId.offices.get(officeId);
  if (office === undefined || !caller.programme.offices.has(office.code)) return {};
  return { href: monitorHref(here.path, here.asked, { area: '', office: office.code }) };
}
