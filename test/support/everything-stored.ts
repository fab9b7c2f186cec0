import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/db/schema.ts';

/** One value of one row that contains what was looked for. */
export interface Hit {
  /** `schema.table.column`. */
  readonly column: string;
  readonly needle: string;
}

/**
 * Looks for texts in every column of every table of the database, the queue's own among them: as they are, and in the
 * hex that PostgreSQL shows bytes in. Without regard to case.
 */
export async function findStored(db: Kysely<Database>, needles: readonly string[]): Promise<Hit[]> {
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db);
  const found = new Map<string, Hit>();
  for (const { schema, name } of tables.rows) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(`${schema}.${name}`)} t`.execute(db);
    for (const { row } of rows) {
      for (const [column, value] of Object.entries(row)) {
        for (const needle of findIn(JSON.stringify(value), needles)) {
          const where = `${schema}.${name}.${column}`;
          found.set(`${where} ${needle}`, { column: where, needle });
        }
      }
    }
  }
  return [...found.values()];
}

/** The needles that are in a text, as they are or as the hex of their bytes. */
export function findIn(text: string, needles: readonly string[]): string[] {
  const hay = text.toLowerCase();
  return needles.filter((needle) => {
    const small = needle.toLowerCase();
    return hay.includes(small) || hay.includes(Buffer.from(needle).toString('hex'));
  });
}

/** The columns with hits, each once, in order. */
export function columnsOf(hits: readonly Hit[]): string[] {
  return [...new Set(hits.map(({ column }) => column))].sort();
}
