import { type RawBuilder, sql } from 'kysely';

/** An order of rows, and where a page of it begins. */
export interface NearestFirst {
  readonly order: RawBuilder<unknown>;
  /** Of the rows that come after the one where the page before ended; all where there is none. */
  readonly isAfter: RawBuilder<boolean>;
}

/**
 * Rows of a table by a moment of theirs: those to come first, the earliest first; behind them those that are over, the latest first.
 *
 * @param of.now parts the one from the other. The pages of one list have the same: else a row that passes it meanwhile would hide others
 * @param of.after the id of the row with which the page before ended; null: the first page
 */
export function nearestFirst(of: {
  table: 'meetings' | 'votes';
  column: string;
  now: Date;
  after: string | null;
}): NearestFirst {
  const moment = sql.ref(`${of.table}.${of.column}`);
  const now = sql`${of.now}::timestamptz`;
  const key = sql`${moment} <= ${now}, abs(extract(epoch from ${moment} - ${now})), ${sql.ref(`${of.table}.id`)}`;
  const isAfter =
    of.after === null
      ? sql<boolean>`true`
      : sql<boolean>`(${key}) > (select ${key} from ${sql.table(of.table)} where id = ${of.after}::uuid)`;
  return { order: key, isAfter };
}
