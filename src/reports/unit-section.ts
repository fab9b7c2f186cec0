import { sql } from 'kysely';
import type { Unit } from '../routing/programme.ts';
import {
  FEWEST,
  nameOf,
  number,
  type ReportContext,
  showCount,
  showDecimal,
  showShare,
  text,
  type Year,
} from './context.ts';
import type { ReportSection } from './report.ts';

/** What a service was given in a year. */
interface Scores {
  readonly count: number;
  readonly mean: number;
  /** How far the mean may lie from the true one, squared: its variance. */
  readonly spread: number;
}

interface Compared {
  readonly unit: Unit;
  readonly is: Scores;
  readonly was: Scores;
  readonly result: 'better' | 'worse' | 'same';
}

/** So many standard errors apart, two means differ with 95 % certainty. */
const CERTAIN = 1.96;

/** Services whose ratings surely rose from one year to the next, against the number that the programme means to improve. */
export async function units(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const [now, before] = [await readScores(context, context.year), await readScores(context, context.before)];
  const isEnough = (scores: Scores | undefined): scores is Scores => scores !== undefined && scores.count >= FEWEST;
  const all = [...programme.units.values()];
  const compared = all.flatMap((unit): Compared[] => {
    const [is, was] = [now.get(unit.id), before.get(unit.id)];
    return isEnough(is) && isEnough(was) ? [{ unit, is, was, result: compare(is, was) }] : [];
  });
  const known = new Set(compared.map(({ unit }) => unit.id));
  const few = all.filter(({ id }) => !known.has(id)).map(({ names }) => nameOf(context, names));
  return {
    heading: words.units.heading,
    words: [
      ...sayTarget(context, compared),
      compared.length === 0 ? words.units.none : words.units.about,
      ...(few.length === 0 || compared.length === 0 ? [] : [words.units.few(few.join(', '))]),
    ],
    tables: compared.length === 0 ? [] : [unitsTable(context, compared)],
  };
}

function compare(is: Scores, was: Scores): Compared['result'] {
  const by = is.mean - was.mean;
  if (Math.abs(by) <= CERTAIN * Math.sqrt(is.spread + was.spread)) return 'same';
  return by > 0 ? 'better' : 'worse';
}

function sayTarget(context: ReportContext, compared: readonly Compared[]): string[] {
  const { programme, words } = context;
  const improving = compared.filter(({ result }) => result === 'better').length;
  const target = programme.targetUnits;
  if (target !== null) {
    const share = showShare(context, improving, target);
    return [words.units.ofTarget(showCount(context, improving), showCount(context, target), share)];
  }
  return compared.length === 0
    ? []
    : [words.units.of(showCount(context, improving), showCount(context, compared.length))];
}

function unitsTable(context: ReportContext, compared: readonly Compared[]) {
  const { columns, units: said } = context.words;
  return {
    caption: said.heading,
    columns: [
      text(columns.unit),
      number(columns.score),
      number(columns.before),
      number(columns.ratings),
      number(columns.ratingsBefore),
      text(columns.change),
    ],
    rows: compared.map(({ unit, is, was, result }) => [
      nameOf(context, unit.names),
      showDecimal(context, is.mean),
      showDecimal(context, was.mean),
      showCount(context, is.count),
      showCount(context, was.count),
      said[result],
    ]),
  };
}

async function readScores({ db, programme }: ReportContext, { from, to }: Year): Promise<ReadonlyMap<string, Scores>> {
  const { rows } = await sql<{ unit_id: string; count: number; sum: number; squares: number }>`
    select unit_id, sum(people)::integer as count, sum(people * score)::integer as sum,
      sum(people * score * score)::integer as squares
    from rating_counts, unnest(given) with ordinality as scores(people, score)
    where programme_id = ${programme.id} and group_code = '' and indicator = '' and month >= ${from}::date and month < ${to}::date
    group by unit_id having sum(people) > 0`.execute(db);
  return new Map(rows.map(({ unit_id: id, ...scores }) => [id, scoresOf(scores)]));
}

function scoresOf({ count, sum, squares }: { count: number; sum: number; squares: number }): Scores {
  const mean = sum / count;
  // Of one rating nothing is known of how far others lie; it is never compared.
  const variance = count < 2 ? 0 : (squares - count * mean * mean) / (count - 1);
  return { count, mean, spread: variance / count };
}
