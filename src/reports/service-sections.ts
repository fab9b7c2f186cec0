import { sql } from 'kysely';
import { PROJECT_ANSWERS, type ProjectAnswer } from '../db/schema.ts';
import { localeOf } from '../locales/index.ts';
import type { Names } from '../routing/programme.ts';
import { FEWEST, nameOf, number, type ReportContext, showCount, showDecimal, text, type Year } from './context.ts';
import type { ReportSection } from './report.ts';

/** Services whose ratings rose from one year to the next. */
export async function units(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const [now, before] = [await readMeans(context, context.year), await readMeans(context, context.before)];
  const compared = [...programme.units.values()].flatMap((unit) => {
    const [is, was] = [now.get(unit.id), before.get(unit.id)];
    return is && was && is.count >= FEWEST && was.count >= FEWEST ? [{ unit, is, was, by: is.mean - was.mean }] : [];
  });
  const improving = compared.filter(({ by }) => by >= LEAST_CHANGE).length;
  const { columns } = words;
  const change = (by: number) =>
    Math.abs(by) < LEAST_CHANGE ? words.units.same : by > 0 ? words.units.better : words.units.worse;
  return {
    heading: words.units.heading,
    words: [
      compared.length === 0
        ? words.units.none
        : words.units.of(showCount(context, improving), showCount(context, programme.units.size)),
    ],
    tables:
      compared.length === 0
        ? []
        : [
            {
              caption: words.units.heading,
              columns: [
                text(columns.unit),
                number(columns.score),
                number(columns.before),
                number(columns.ratings),
                text(columns.change),
              ],
              rows: compared.map(({ unit, is, was, by }) => [
                nameOf(context, unit.names),
                showDecimal(context, is.mean),
                showDecimal(context, was.mean),
                showCount(context, is.count),
                change(by),
              ]),
            },
          ],
  };
}

/** Less is not seen in one decimal. */
const LEAST_CHANGE = 0.1;

async function readMeans({ db, programme }: ReportContext, { from, to }: Year) {
  const { rows } = await sql<{ unit_id: string; count: number; sum: number }>`
    select unit_id, sum(people)::integer as count, sum(people * score)::integer as sum
    from rating_counts, unnest(given) with ordinality as scores(people, score)
    where programme_id = ${programme.id} and group_code = '' and indicator = '' and month >= ${from}::date and month < ${to}::date
    group by unit_id having sum(people) > 0`.execute(db);
  return new Map(rows.map(({ unit_id: id, count, sum }) => [id, { count, mean: sum / count }]));
}

interface Checked {
  readonly area_id: string;
  readonly names: Names;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly state: keyof ReturnType<typeof localeOf>['projectStates'];
  readonly answers: Partial<Record<ProjectAnswer, number>>;
}

/** Public projects with what the list says and what residents found; and the places for which none is listed. */
export async function projects(context: ReportContext): Promise<ReportSection> {
  const { programme, words, language } = context;
  const { rows } = await sql<Checked>`
    select area_id, names, amount::text, currency, state,
      coalesce((select jsonb_object_agg(answer, count) from (
        select answer, count(*) from project_checks where project_id = projects.id group by answer) as given), '{}') as answers
    from projects where programme_id = ${programme.id} and retired_at is null
    order by position`.execute(context.db);
  const listed = new Set(rows.map(({ area_id: id }) => id));
  const without = programme.root.children
    .filter((area) => !isListed(area, listed))
    .map(({ names }) => nameOf(context, names));
  const { columns } = words;
  const states = localeOf(language).projectStates;
  return {
    heading: words.projects.heading,
    words: [
      rows.length === 0 ? words.projects.none : words.projects.about,
      ...(without.length === 0 || rows.length === 0 ? [] : [words.projects.without(without.join(', '))]),
    ],
    tables:
      rows.length === 0
        ? []
        : [
            {
              caption: words.projects.heading,
              columns: [
                text(columns.project),
                text(columns.area),
                number(columns.amount),
                text(columns.state),
                ...[columns.done, columns.started, columns.nothing].map(number),
              ],
              rows: rows.map((row) => [
                nameOf(context, row.names),
                nameOf(context, (programme.byId.areas.get(row.area_id) ?? programme.root).names),
                row.amount === null ? '' : `${showCount(context, Number(row.amount))} ${row.currency ?? ''}`.trim(),
                states[row.state],
                ...showAnswers(context, row.answers),
              ]),
            },
          ],
  };
}

function showAnswers(context: ReportContext, answers: Checked['answers']): string[] {
  const all = PROJECT_ANSWERS.reduce((sum, answer) => sum + (answers[answer] ?? 0), 0);
  return PROJECT_ANSWERS.map((answer) => (all < FEWEST ? context.words.few : showCount(context, answers[answer] ?? 0)));
}

function isListed(area: ReportContext['programme']['root'], listed: ReadonlySet<string>): boolean {
  return listed.has(area.id) || area.children.some((child) => isListed(child, listed));
}
