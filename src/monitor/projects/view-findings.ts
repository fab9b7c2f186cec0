import type { ListedProject, ProjectAnswers } from '../../db/project-answers.ts';
import { PROJECT_ANSWERS } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber, showShare } from '../../locales/show-number.ts';
import { compareWithList, FEWEST_INSIDE, type Finding, VERDICTS } from '../../projects/compare-with-list.ts';
import { sayListed } from '../../projects/say-listed.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';
import { type FigureCell, type FigureColumn, plainCell, scaleOf } from '../parts/figure-table.ts';
import { countCell, emptyCell, shareCell } from '../sections/figure-cells.ts';
import type { Paging, SectionView } from '../sections/section-view.ts';

interface Shown {
  readonly programme: Programme;
  readonly language: Language;
  /** The local day, ISO. */
  readonly today: string;
}

/** A project of the list, and what residents found there. */
export interface ComparedProject {
  readonly id: string;
  readonly finding: Finding;
}

/** Rows of a page of the list. */
export const PROJECTS_A_PAGE = 25;

/** What differs most surely from the list first; what is alike in the order of the list. */
export function compareProjects(answers: readonly ProjectAnswers[]): readonly ComparedProject[] {
  return answers
    .map((project) => ({ id: project.id, finding: compareWithList(project, FEWEST_INSIDE) }))
    .sort((one, other) => orderOf(one) - orderOf(other) || lowOf(other) - lowOf(one));
}

function orderOf({ finding }: ComparedProject): number {
  return VERDICTS.indexOf(finding.verdict);
}

function lowOf({ finding }: ComparedProject): number {
  return finding.against?.range[0] ?? 0;
}

/** How many projects came to which result. */
export function viewVerdicts(language: Language, compared: readonly ComparedProject[]): SectionView {
  const words = wordsOf(language).tools.findings;
  const { projects: own, figures } = monitorWordsOf(language);
  const bars = VERDICTS.map((verdict) => ({
    value: compared.filter(({ finding }) => finding.verdict === verdict).length,
    range: null,
  }));
  return {
    name: 'results',
    title: own.results,
    about: words.about(FEWEST_INSIDE),
    table: {
      name: 'results',
      title: own.results,
      head: words.verdict,
      columns: [{ text: own.projects }, { text: figures.share }],
      rows: VERDICTS.map((verdict, index) => ({
        name: words.verdicts[verdict],
        bar: bars[index] ?? null,
        cells: [
          countCell(language, bars[index]?.value ?? 0),
          shareCell(language, bars[index]?.value ?? 0, compared.length),
        ],
      })),
      bars: scaleOf(bars, null),
    },
  };
}

/** What the list says of some projects against what residents found there. */
export function viewFindings(
  shown: Shown,
  compared: readonly ComparedProject[],
  listed: ReadonlyMap<string, ListedProject>,
  pages?: Paging,
): SectionView {
  const { language } = shown;
  const words = wordsOf(language).tools.findings;
  const { projects: own } = monitorWordsOf(language);
  const found = compared.flatMap(({ id, finding }) => {
    const project = listed.get(id);
    return project === undefined ? [] : [{ project, finding }];
  });
  return {
    name: 'projects',
    title: own.each,
    pages,
    table: {
      name: 'projects',
      title: own.each,
      head: words.project,
      columns: columnsFor(language),
      rows: found.map((one) => ({
        name: `${nameIn(one.project.names, language)} (${one.project.code})`,
        cells: [
          verdictCell(language, one),
          listCell(shown, one),
          ...foundCells(language, one),
          againstCell(language, one),
        ],
      })),
    },
  };
}

interface Compared {
  readonly project: ListedProject;
  readonly finding: Finding;
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
  const area = programme.byId.areas.get(project.area_id);
  const said = [area ? nameIn(area.names, language) : '', ...sayListed(language, project, today)];
  const csv = LIST_COLUMNS.map((column) => (column === 'area_id' ? (area?.code ?? '') : (project[column] ?? '')));
  return { text: said.filter((part) => part !== '').join(' · '), csv };
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
