import type { Kysely } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { applyOverrides, type Override } from '../../routing/overrides.ts';
import type { ProgrammeRows } from '../../routing/programme-rows.ts';
import { readOverrides, readRows } from '../../routing/read-rows.ts';

/** A programme as its files say and as it holds with what administrators changed on top. */
export interface Versions {
  readonly files: ProgrammeRows;
  readonly held: ProgrammeRows;
  readonly overrides: readonly Override[];
}

/** Reads both from the tables, so that a page shows at once what was saved. */
export async function readVersions(db: Kysely<Database>, programmeId: string): Promise<Versions> {
  const programme = await db
    .selectFrom('programmes')
    .selectAll()
    .where('id', '=', programmeId)
    .executeTakeFirstOrThrow();
  const files = await readRows(db, programme);
  const overrides = await readOverrides(db, programmeId);
  return { files, held: applyOverrides(files, overrides), overrides };
}

/** Whether anything about an office, a category or a day was changed. */
export function isChanged({ overrides }: Pick<Versions, 'overrides'>, kind: string, code: string): boolean {
  return overrides.some((override) => override.kind === kind && override.code === code);
}
