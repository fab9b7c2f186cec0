import type { ColumnType } from 'kysely';

// Open data: written once, never changed. See docs/open-data.md.

/** A column that nobody may change. */
type Fixed<T> = ColumnType<T, T, never>;

/** The figures of a month as they were published. */
export interface ReleasesTable {
  programme_id: Fixed<string>;
  /** The first day of its month. */
  month: Fixed<string>;
  made_at: Fixed<Date>;
  /** SHA-256 of its list of checksums, which holds those of all its files. */
  sums_hash: Fixed<Buffer>;
  /** Of the programme, by whose places and categories it was put together. */
  programme_revision: ColumnType<number, number | undefined, never>;
}

export interface ReleaseFilesTable {
  programme_id: Fixed<string>;
  month: Fixed<string>;
  name: Fixed<string>;
  /** With the character set. */
  media_type: Fixed<string>;
  body: Fixed<Buffer>;
  hash: Fixed<Buffer>;
}

/** The end of a programme's chain of events when a day was over. */
export interface ChainDigestsTable {
  programme_id: Fixed<string>;
  /** By the programme's clock. */
  day: Fixed<string>;
  /** Of the last link; never published: it would tell how much happens in sealed streams. */
  seq: Fixed<number>;
  head: Fixed<Buffer>;
  /** What the head is hashed with before it is published; null: it was published as it is. */
  salt: Fixed<Buffer | null>;
  /** `sums_hash` of the newest release. */
  release_hash: Fixed<Buffer | null>;
  /** Of all that is published of this day and of the digest before. */
  digest: Fixed<Buffer>;
  /** Reports of its month up to its end, in tens: so many and at most nine more. */
  received_at_least: Fixed<number>;
  made_at: Fixed<Date>;
}

/** Of which reports each may be listed: those of a month, a part of the programme and a category without parts. */
export interface ListedCellsTable {
  programme_id: Fixed<string>;
  month: Fixed<string>;
  area_id: Fixed<string>;
  category_id: Fixed<string>;
}
