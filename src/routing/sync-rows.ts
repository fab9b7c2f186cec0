import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { CodedTable } from './programme-rows.ts';

/** What was done to one table. `restored`: retired before, back now. */
export interface RowCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly retired: number;
  readonly restored: number;
}

interface CodedRow {
  readonly id: string;
  readonly retired_at: Date | null;
}

/**
 * Makes a table hold `wanted` for a programme: new rows are inserted, different ones updated, missing ones retired, and
 * rows that are the same are not touched. Two statements at most, however many rows.
 */
export async function syncRows<Row extends CodedRow>(
  db: Kysely<Database>,
  table: CodedTable,
  existing: readonly Row[],
  wanted: readonly Row[],
  now: Date,
): Promise<RowCounts> {
  const known = new Map(existing.map((row) => [row.id, row]));
  const kept = new Set(wanted.map(({ id }) => id));
  const inserted = wanted.filter(({ id }) => !known.has(id));
  const changed = wanted.filter((row) => {
    const before = known.get(row.id);
    return before !== undefined && !isDeepStrictEqual(before, row);
  });
  const restored = changed.filter(({ id }) => known.get(id)?.retired_at !== null);
  const gone = existing.filter(({ id, retired_at: retiredAt }) => retiredAt === null && !kept.has(id));
  await upsertRows(db, table, ['id'], [...inserted, ...changed]);
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id);
    await db.updateTable(table).set({ retired_at: now }).where('id', 'in', ids).execute();
  }
  return {
    inserted: inserted.length,
    updated: changed.length - restored.length,
    retired: gone.length,
    restored: restored.length,
  };
}

/** Inserts rows or, where the key is there already, replaces every other column; one statement, one parameter. */
export async function upsertRows(
  db: Kysely<Database>,
  table: CodedTable | 'holidays',
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const changes = columns
    .filter((column) => !key.includes(column))
    .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${sql.join(changes)}
  `.execute(db);
}

/** Makes a programme's holidays those wanted. Nothing refers to a holiday, so one that is gone is deleted. */
export async function syncHolidays(
  db: Kysely<Database>,
  programmeId: string,
  existing: readonly { readonly day: string }[],
  wanted: readonly { readonly day: string }[],
): Promise<RowCounts> {
  const known = new Map(existing.map((row) => [row.day, row]));
  const kept = new Set(wanted.map(({ day }) => day));
  const inserted = wanted.filter(({ day }) => !known.has(day));
  const changed = wanted.filter((row) => known.has(row.day) && !isDeepStrictEqual(known.get(row.day), row));
  const gone = existing.map(({ day }) => day).filter((day) => !kept.has(day));
  await upsertRows(db, 'holidays', ['programme_id', 'day'], [...inserted, ...changed]);
  if (gone.length > 0) {
    await db.deleteFrom('holidays').where('programme_id', '=', programmeId).where('day', 'in', gone).execute();
  }
  return { inserted: inserted.length, updated: changed.length, retired: gone.length, restored: 0 };
}
