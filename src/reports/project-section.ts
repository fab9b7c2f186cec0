import { type ListedProject, listProjectAnswers, readListed } from '../db/project-answers.ts';
import { PROJECT_ANSWERS } from '../db/schema.ts';
import { toFives } from '../figures/to-fives.ts';
import { wordsOf } from '../locales/console/index.ts';
import { localeOf } from '../locales/index.ts';
import { showAmount } from '../locales/show-amount.ts';
import { compareWithList, FEWEST_PUBLIC, type Finding } from '../projects/compare-with-list.ts';
import type { Area } from '../routing/programme.ts';
import { nameOf, number, type ReportContext, showCount, text } from './context.ts';
import type { ReportSection, ReportTable } from './report.ts';

/** A longer list is printed only as far as residents have checked it. */
const MOST_LISTED = 100;

interface Checked {
  readonly id: string;
  readonly finding: Finding;
}

/** Public projects with what the list says and what residents found; and the places for which none is listed. */
export async function projects(context: ReportContext): Promise<ReportSection> {
  const { db, programme, words } = context;
  const { projects: said } = words;
  const areaIds = [...programme.byId.areas.keys()];
  const answers = await listProjectAnswers(db, { programmeId: programme.id, areaIds });
  if (answers.length === 0) return { heading: said.heading, words: [said.none], tables: [] };
  const listed = await readListed(
    db,
    answers.map(({ id }) => id),
  );
  const all = answers.map((project) => ({ id: project.id, finding: compareWithList(project, FEWEST_PUBLIC) }));
  const checked = all.filter(({ finding }) => finding.people !== null);
  const differing = checked.filter(({ finding }) => finding.verdict === 'differs');
  const isShort = all.length <= MOST_LISTED;
  const table = projectsTable(context, listed, isShort ? all : checked.slice(0, MOST_LISTED));
  const count = (some: readonly unknown[]) => showCount(context, some.length);
  return {
    heading: said.heading,
    words: [
      said.counts(count(all), count(checked), count(differing)),
      isShort ? said.about : `${said.about} ${said.cut(showCount(context, MOST_LISTED))}`,
      ...sayMissing(context, listed),
    ],
    tables: table.rows.length === 0 ? [] : [table],
  };
}

function projectsTable(
  context: ReportContext,
  listed: ReadonlyMap<string, ListedProject>,
  shown: readonly Checked[],
): ReportTable {
  const { programme, language, words } = context;
  const { columns } = words;
  const { verdicts } = wordsOf(language).tools.findings;
  return {
    caption: words.projects.heading,
    columns: [
      text(columns.project),
      text(columns.area),
      number(columns.amount),
      text(columns.state),
      ...[columns.done, columns.started, columns.nothing].map(number),
      text(columns.result),
    ],
    rows: shown.flatMap(({ id, finding: { found, verdict } }) => {
      const project = listed.get(id);
      if (project === undefined) return [];
      const { amount, currency } = project;
      return [
        [
          nameOf(context, project.names),
          nameOf(context, (programme.byId.areas.get(project.area_id) ?? programme.root).names),
          amount === null || currency === null ? '' : showAmount(language, Number(amount), currency),
          localeOf(language).projectStates[project.state],
          ...PROJECT_ANSWERS.map((answer) => (found === null ? '' : showCount(context, toFives(found[answer])))),
          verdicts[verdict],
        ],
      ];
    }),
  };
}

/** The largest places for which the list has nothing. */
function sayMissing(context: ReportContext, listed: ReadonlyMap<string, ListedProject>): string[] {
  const { programme, words } = context;
  const areaIds = new Set([...listed.values()].map(({ area_id: id }) => id));
  const has = (area: Area): boolean => areaIds.has(area.id) || area.children.some(has);
  const without = programme.root.children.filter((area) => !has(area)).map(({ names }) => nameOf(context, names));
  return without.length === 0 ? [] : [words.projects.without(without.join(', '))];
}
