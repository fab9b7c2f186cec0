import type { ColumnType } from 'kysely';

/** A column that nobody may change. */
type Fixed<T> = ColumnType<T, T, never>;

/** What a release says of a place, all categories together: for a phone, which reads one row. */
export interface ReleasedAreasTable {
  area_id: Fixed<string>;
  /** The first day of its month. */
  month: Fixed<string>;
  programme_id: Fixed<string>;
  /** Rounded to five. */
  received: Fixed<number>;
  /** A number in digits, `few` or `most`; null: hidden. */
  answered: Fixed<string | null>;
  late: Fixed<string | null>;
  median_hours: Fixed<number | null>;
}
