import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** The areas and categories of a programme: each, by row id, with itself and everything above it. */
export interface Trees {
  readonly areas: ReadonlyMap<string, readonly string[]>;
  readonly categories: ReadonlyMap<string, readonly string[]>;
}

/** Reads them with those that are no longer in use: reports still stand under them. Two statements. */
export async function readTrees(db: Kysely<Database>, programmeId: string): Promise<Trees> {
  const read = async (table: 'areas' | 'categories') =>
    linesOf(await db.selectFrom(table).select(['id', 'parent_id']).where('programme_id', '=', programmeId).execute());
  return { areas: await read('areas'), categories: await read('categories') };
}

function linesOf(rows: readonly { id: string; parent_id: string | null }[]): Map<string, readonly string[]> {
  const parents = new Map(rows.map(({ id, parent_id: parent }) => [id, parent]));
  const lines = new Map<string, readonly string[]>();
  for (const { id } of rows) {
    const line: string[] = [];
    for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) line.push(at);
    lines.set(id, line);
  }
  return lines;
}
