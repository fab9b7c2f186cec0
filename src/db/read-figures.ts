import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type CellKind, COUNTS, type Count, type Metric } from './count-cells.ts';
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
  readonly times: Readonly<Partial<Record<Metric, ReadonlyMap<number, number>>>>;
}

interface Key {
  readonly office_id: string;
  readonly area_id: string;
  readonly category_id: string;
  readonly month: string | null;
}

/** Reads sums that were counted, in no order; those without a report are not among them. Two statements. */
export async function readFigures(db: Kysely<Database>, query: FigureQuery): Promise<FigureRow[]> {
  const counts = await readCounts(db, query);
  const times = await readTimes(db, query);
  return counts.map((row) => ({
    ...(Object.fromEntries(COUNTS.map((name) => [name, row[name]])) as Record<Count, number>),
    officeId: row.office_id,
    areaId: row.area_id,
    categoryId: row.category_id,
    month: row.month,
    received: row.received,
    times: times.get(keyOf(row)) ?? {},
  }));
}

async function readCounts(db: Kysely<Database>, query: FigureQuery) {
  const sums = sql.join(['received', ...COUNTS].map((name) => sql`sum(${sql.ref(name)})::integer as ${sql.ref(name)}`));
  const { rows } = await sql<Key & Record<Count | 'received', number>>`
    select office_id, area_id, category_id, ${monthOf(query)} as month, ${sums}
    from rollups where ${conditionOf(query)}
    group by 1, 2, 3, 4 having sum(received) > 0`.execute(db);
  return rows;
}

type Times = Partial<Record<Metric, Map<number, number>>>;

async function readTimes(db: Kysely<Database>, query: FigureQuery): Promise<ReadonlyMap<string, Times>> {
  const { metrics = [] } = query;
  const found = new Map<string, Times>();
  if (metrics.length === 0) return found;
  const { rows } = await sql<Key & { metric: Metric; times: Buffer }>`
    select office_id, area_id, category_id, ${monthOf(query)} as month, metric, times
    from rollup_times where ${conditionOf(query)} and metric = any(${metrics}::text[])`.execute(db);
  for (const row of rows) {
    const key = keyOf(row);
    const times = found.get(key) ?? {};
    found.set(key, times);
    const held = times[row.metric] ?? new Map<number, number>();
    times[row.metric] = held;
    for (let at = 0; at < row.times.length; at += BYTES_A_BUCKET) {
      const bucket = row.times.readInt16BE(at);
      held.set(bucket, (held.get(bucket) ?? 0) + row.times.readInt32BE(at + 2));
    }
  }
  return found;
}

/** As `PACKED` in count-figures.ts writes them. */
const BYTES_A_BUCKET = 6;

function keyOf({ office_id: office, area_id: area, category_id: category, month }: Key): string {
  return `${office} ${area} ${category} ${month ?? ''}`;
}

function monthOf({ byMonth = false }: FigureQuery): RawBuilder<unknown> {
  return byMonth ? sql`month` : sql`null::date`;
}

/** The condition on `rollups` and `rollup_times` that a sum is one of those asked for. */
export function conditionOf(query: FigureQuery): RawBuilder<unknown> {
  const among = (column: string, ids: readonly string[] | undefined) =>
    ids === undefined ? [] : [sql`${sql.ref(column)} = any(${ids}::uuid[])`];
  return sql.join(
    [
      sql`programme_id = ${query.programmeId}`,
      sql`kind = ${query.kind}`,
      sql`month >= ${query.from}::date`,
      sql`month < ${query.to}::date`,
      ...among('office_id', query.offices),
      ...among('area_id', query.areas),
      ...among('category_id', query.categories),
      ...(query.withAbout ? [] : [sql`not is_about`]),
    ],
    sql` and `,
  );
}
