import { type Kysely, sql } from 'kysely';
import { conditionOf, type FigureQuery } from './read-figures.ts';
import type { Database } from './schema.ts';

/** How many of the reports that an office owes of a month were late; one at least. */
export interface LateFigure {
  readonly officeId: string;
  /** Its first day. */
  readonly month: string;
  readonly late: number;
}

/**
 * How many were late by office and month, in no order. Apart from `readFigures`, because a page shows this one figure of every office
 * in every month, and a row of it is a tenth of the work.
 */
export async function readLateFigures(db: Kysely<Database>, query: FigureQuery): Promise<LateFigure[]> {
  const { rows } = await sql<LateFigure>`
    select office_id as "officeId", month, sum(late)::integer as late
    from rollups where ${conditionOf(query)} group by 1, 2 having sum(late) > 0`.execute(db);
  return rows;
}
