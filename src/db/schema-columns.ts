import type { ColumnType, JSONColumnType } from 'kysely';

/** A column with a default: may be left out when inserting. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** JSON as it comes out; goes in as a string. */
export type Json<T extends object> = JSONColumnType<T>;
export type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;
