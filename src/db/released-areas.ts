import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * What a release says of a count: a number rounded to five; `few`, fewer than ten; `most`, all that were received but for fewer than
 * ten; null, hidden to protect another figure.
 */
export type ToldCount = number | 'few' | 'most' | null;

/** What was published of a place and a month, all categories together. */
export interface ReleasedArea {
  readonly areaId: string;
  /** `2026-10`, of filing. */
  readonly month: string;
  /** Rounded to five. */
  readonly received: number;
  readonly answered: ToldCount;
  readonly late: ToldCount;
  /** Hours in which half of those that were answered were; null: fewer than ten were, or it is hidden. */
  readonly medianHours: number | null;
}

/** A line of a release as its file has it; `category` is null where it is of all together. */
interface ReleasedLine {
  readonly area: string;
  readonly category: string | null;
  readonly received: number;
  readonly answered: ToldCount;
  readonly late: ToldCount;
  readonly median_hours: number | null;
}

/**
 * Keeps what a release says of places, for ever; in its transaction. Lines of single categories are passed over.
 *
 * @param month its first day
 */
export async function insertReleasedAreas(
  db: Kysely<Database>,
  { programmeId, month, lines }: { programmeId: string; month: string; lines: readonly ReleasedLine[] },
): Promise<void> {
  const whole = lines.filter(({ category }) => category === null);
  await sql`
    insert into released_areas (area_id, month, programme_id, received, answered, late, median_hours)
    select areas.id, ${month}::date, programme_id, received, answered, late, median_hours
    from unnest(${whole.map(({ area }) => area)}::text[], ${whole.map(({ received }) => received)}::integer[],
        ${whole.map(({ answered }) => answered)}::text[], ${whole.map(({ late }) => late)}::text[],
        ${whole.map(({ median_hours: hours }) => hours)}::integer[])
      as line(code, received, answered, late, median_hours)
    join areas using (code) where programme_id = ${programmeId}`.execute(db);
}

/**
 * What was published of the first of some places that was told of in the newest month in which any of them was; undefined: none
 * was since then. One statement, by key.
 *
 * @param areaIds the place itself, then those around it
 * @param since the first day of the oldest month that is looked at
 */
export async function readNewestReleasedArea(
  db: Kysely<Database>,
  { areaIds, since }: { areaIds: readonly string[]; since: string },
): Promise<ReleasedArea | undefined> {
  const { rows } = await sql<Row>`
    select area_id, to_char(month, 'YYYY-MM') as month, received, answered, late, median_hours
    from released_areas
    where area_id = any(${areaIds}::uuid[]) and month >= ${since}::date
    order by released_areas.month desc, array_position(${areaIds}::uuid[], area_id)
    limit 1`.execute(db);
  const [row] = rows;
  return (
    row && {
      areaId: row.area_id,
      month: row.month,
      received: row.received,
      answered: toldFrom(row.answered),
      late: toldFrom(row.late),
      medianHours: row.median_hours,
    }
  );
}

interface Row {
  readonly area_id: string;
  readonly month: string;
  readonly received: number;
  readonly answered: string | null;
  readonly late: string | null;
  readonly median_hours: number | null;
}

function toldFrom(column: string | null): ToldCount {
  return column === null || column === 'few' || column === 'most' ? column : Number(column);
}
