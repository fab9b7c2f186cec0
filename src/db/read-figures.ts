import { type Kysely, type RawBuilder, sql } from 'kysely';
import { NIL } from 'uuid';
import { type CellKind, COUNTS, type Count, keysOf, type Metric } from './count-cells.ts';
import { unpackTimes } from './pack-times.ts';
import type { Database } from './schema.ts';

/** Which sums are asked for. */
export interface FigureQuery {
  readonly programmeId: string;
  readonly kind: CellKind;
  /** The first month and the one after the last, each as its first day: `2026-01-01`. */
  readonly from: string;
  readonly to: string;
  /** Row ids; where one is left out, of all there are. */
  readonly offices?: readonly string[];
  readonly areas?: readonly string[];
  readonly categories?: readonly string[];
  /** Whether reports about an office are in it: for observers. What everybody may see leaves them out. */
  readonly withAbout: boolean;
  /** One row for each month, instead of all months together. */
  readonly byMonth?: boolean;
  /** Which times are wanted besides the counts; none unless told. */
  readonly metrics?: readonly Metric[];
  /** Whether it is wanted besides how many were late in each month; not unless told. */
  readonly withLateMonths?: boolean;
}

/** One sum: what it is of, how many, and how long. Ids are the nil UUID where it is of all. */
export interface FigureRow extends Readonly<Record<Count, number>> {
  readonly officeId: string;
  readonly areaId: string;
  readonly categoryId: string;
  /** The first day of its month; null: of all months asked for. */
  readonly month: string | null;
  readonly received: number;
  /** By metric, those that were asked for. */
  readonly times: Readonly<Partial<Record<Metric, ArrayLike<number>>>>;
  /** How many were late by the first day of a month, those with any; empty unless asked for. */
  readonly lateMonths: ReadonlyMap<string, number>;
}

/** Reads sums that were counted, in no order; those without a report are not among them. One statement. */
export async function readFigures(db: Kysely<Database>, query: FigureQuery): Promise<FigureRow[]> {
  const { metrics = [], withLateMonths = false } = query;
  const sums = ['received', ...COUNTS].map((name) => sql`sum(${sql.ref(name)})::integer as ${sql.ref(name)}`);
  // Packed times behind each other are packed times again.
  const times = metrics.map((name) => sql`string_agg(${sql.ref(name)}, ''::bytea) as ${sql.ref(name)}`);
  // In the same look at the sums: a year of a few hundred offices is some thousand of them, and another look costs as much again.
  const late = withLateMonths
    ? sql`string_agg(to_char(month, 'YYYY-MM-DD') || ' ' || late, ',') filter (where late > 0)`
    : sql`null`;
  const { rows } = await sql<Omit<FigureRow, 'times' | 'lateMonths'> & Partial<Record<Metric, Buffer>> & Late>`
    select office_id as "officeId", area_id as "areaId", category_id as "categoryId", ${monthOf(query)} as month,
      ${sql.join([...sums, ...times])}, ${late} as late_months
    from rollups where ${conditionOf(query)}
    group by 1, 2, 3, 4 having sum(received) > 0`.execute(db);
  return rows.map(({ answer_elapsed, answer_worked, resolve_elapsed, resolve_worked, late_months, ...row }) => ({
    ...row,
    times: timesOf({ answer_elapsed, answer_worked, resolve_elapsed, resolve_worked }, metrics),
    lateMonths: lateMonthsOf(late_months),
  }));
}

interface Late {
  /** `2026-10-01 3,2026-11-01 5`; a month may stand twice. Null: none were late. */
  readonly late_months: string | null;
}

function lateMonthsOf(told: Late['late_months']): ReadonlyMap<string, number> {
  const late = new Map<string, number>();
  if (told === null) return late;
  for (const entry of told.split(',')) {
    const [month = '', count] = entry.split(' ');
    late.set(month, (late.get(month) ?? 0) + Number(count));
  }
  return late;
}

function timesOf(row: Readonly<Record<Metric, Buffer | undefined>>, metrics: readonly Metric[]): FigureRow['times'] {
  const times: Partial<Record<Metric, ArrayLike<number>>> = {};
  for (const metric of metrics) {
    const packed = row[metric];
    if (packed !== undefined && packed.length > 0) times[metric] = unpackTimes(packed);
  }
  return times;
}

function monthOf({ byMonth = false }: FigureQuery): RawBuilder<unknown> {
  return byMonth ? sql`month` : sql`null::date`;
}

/** The condition on `rollups` that a sum is one of those asked for; by the columns of its key, from the first. */
export function conditionOf(query: FigureQuery): RawBuilder<unknown> {
  const told = keysOf(query.kind);
  const among = (column: string, ids: readonly string[] | undefined) => {
    if (!told.includes(column)) return [sql`${sql.ref(column)} = ${sql.lit(NIL)}`];
    return ids === undefined ? [] : [sql`${sql.ref(column)} = any(${ids}::uuid[])`];
  };
  return sql.join(
    [
      sql`programme_id = ${query.programmeId}`,
      sql`kind = ${query.kind}`,
      ...among('office_id', query.offices),
      ...among('area_id', query.areas),
      ...among('category_id', query.categories),
      ...(query.withAbout ? [] : [sql`not is_about`]),
      sql`month >= ${query.from}::date`,
      sql`month < ${query.to}::date`,
    ],
    sql` and `,
  );
}
