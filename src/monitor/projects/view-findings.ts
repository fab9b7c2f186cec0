import type { CheckedProject } from '../../db/project-findings.ts';
import { PROJECT_ANSWERS } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import {
  compareWithList,
  FEWEST_INSIDE,
  type Finding,
  isPastItsEnd,
  VERDICTS,
} from '../../projects/compare-with-list.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';
import { type FigureCell, type FigureColumn, type FigureTable, plainCell, scaleOf } from '../parts/figure-table.ts';
import { showNumber, showShare } from '../parts/show-number.ts';
import { countCell, emptyCell } from '../sections/figure-cells.ts';
import type { SectionView } from '../sections/section-view.ts';

interface Shown {
  readonly programme: Programme;
  readonly language: Language;
  /** The local day, ISO. */
  readonly today: string;
}

interface Compared {
  readonly project: CheckedProject;
  readonly finding: Finding;
}

/** The public list against what residents found, what differs most surely first. */
export function viewFindings(shown: Shown, projects: readonly CheckedProject[]): SectionView {
  const words = wordsOf(shown.language).tools.findings;
  const compared = projects
    .map((project): Compared => ({ project, finding: compareWithList(project, FEWEST_INSIDE) }))
    .sort((one, other) => orderOf(one) - orderOf(other) || lowOf(other) - lowOf(one));
  return {
    name: 'projects',
    title: words.title,
    about: words.about(FEWEST_INSIDE),
    table: tableOf(shown, compared),
  };
}

function orderOf({ finding }: Compared): number {
  return VERDICTS.indexOf(finding.verdict);
}

function lowOf({ finding }: Compared): number {
  return finding.against?.range[0] ?? 0;
}

function tableOf(shown: Shown, compared: readonly Compared[]): FigureTable {
  const { language } = shown;
  const words = wordsOf(language).tools.findings;
  const bars = compared.map(({ finding: { against } }) =>
    against === null ? null : { value: against.share, range: against.range },
  );
  return {
    name: 'projects',
    title: words.title,
    head: words.project,
    columns: columnsFor(language),
    bars: scaleOf(bars, null),
    rows: compared.map((one, index) => ({
      name: `${nameIn(one.project.names, language)} (${one.project.code})`,
      bar: bars[index] ?? null,
      cells: [
        verdictCell(language, one),
        listCell(shown, one),
        ...foundCells(language, one),
        againstCell(language, one),
      ],
    })),
  };
}

/** What the list says, column by column in a file. */
const LIST_COLUMNS = [
  'area_id',
  'state',
  'amount',
  'currency',
  'contractor',
  'starts_on',
  'ends_on',
  'as_of',
  'source',
] as const;

function columnsFor(language: Language): FigureColumn[] {
  const { findings: words, projects } = wordsOf(language).tools;
  const { frame } = monitorWordsOf(language);
  return [
    { text: words.verdict, isText: true },
    { text: words.list, isText: true, csv: LIST_COLUMNS.map((column) => projects.columns[column]) },
    { text: words.people },
    ...PROJECT_ANSWERS.map((answer) => ({ text: words.found[answer] })),
    { text: words.against, csv: [words.against, `${words.against}: ${frame.low}`, `${words.against}: ${frame.high}`] },
  ];
}

function verdictCell(language: Language, { finding }: Compared): FigureCell {
  return plainCell(wordsOf(language).tools.findings.verdicts[finding.verdict]);
}

function listCell({ programme, language, today }: Shown, { project }: Compared): FigureCell {
  const words = wordsOf(language).tools.findings;
  const area = programme.byId.areas.get(project.area_id);
  const said = [
    area ? nameIn(area.names, language) : '',
    localeOf(language).projectStates[project.state],
    words.asOf(project.as_of),
    ...(project.contractor === null ? [] : [words.contractor(project.contractor)]),
    ...(isPastItsEnd(project, today) ? [words.pastEnd(project.ends_on ?? '')] : []),
  ];
  const csv = LIST_COLUMNS.map((column) => (column === 'area_id' ? (area?.code ?? '') : (project[column] ?? '')));
  return { text: said.filter((part) => part !== '').join('. '), csv };
}

function foundCells(language: Language, { finding: { people, found } }: Compared): FigureCell[] {
  if (people === null || found === null) return [emptyCell(), ...PROJECT_ANSWERS.map(() => emptyCell())];
  return [countCell(language, people), ...PROJECT_ANSWERS.map((answer) => countCell(language, found[answer]))];
}

function againstCell(language: Language, { finding: { against } }: Compared): FigureCell {
  if (against === null) return emptyCell(3);
  const [low, high] = against.range;
  const between = monitorWordsOf(language).frame.between(showNumber(language, low * 100), showShare(language, high));
  return {
    text: `${showShare(language, against.share)} (${between})`,
    csv: [against.share, low, high].map((share) => share.toFixed(4)),
  };
}
