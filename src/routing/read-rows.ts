import type { Kysely, Selectable } from 'kysely';
import type { Database, ProgrammesTable } from '../db/schema.ts';
import type { Override } from './overrides.ts';
import type { FolderRows, ProgrammeRows } from './programme-rows.ts';

/** What the tables hold of a programme that every process keeps ready, the retired rows too. */
export async function readRows(db: Kysely<Database>, programme: Selectable<ProgrammesTable>): Promise<ProgrammeRows> {
  const of = 'programme_id';
  // One after the other: inside a transaction they share a connection.
  const areas = await db.selectFrom('areas').selectAll().where(of, '=', programme.id).execute();
  const offices = await db.selectFrom('offices').selectAll().where(of, '=', programme.id).execute();
  const categories = await db.selectFrom('categories').selectAll().where(of, '=', programme.id).execute();
  const units = await db.selectFrom('units').selectAll().where(of, '=', programme.id).execute();
  const indicators = await db.selectFrom('indicators').selectAll().where(of, '=', programme.id).execute();
  const holidays = await db.selectFrom('holidays').selectAll().where(of, '=', programme.id).execute();
  return { programme, areas, offices, categories, units, indicators, holidays, wording: {} };
}

/** What administrators changed in the browser on top of the files. */
export async function readOverrides(db: Kysely<Database>, programmeId: string): Promise<Override[]> {
  return db
    .selectFrom('overrides')
    .select(['kind', 'code', 'field', 'value'])
    .where('programme_id', '=', programmeId)
    .execute();
}

/** Everything that the folder of a programme brought into the tables, the retired rows too. */
export async function readFolderRows(
  db: Kysely<Database>,
  programme: Selectable<ProgrammesTable>,
): Promise<FolderRows> {
  const rows = await readRows(db, programme);
  const meetings = await db
    .selectFrom('meetings')
    .selectAll()
    .where('programme_id', '=', programme.id)
    .where('origin', '=', 'files')
    .execute();
  const projects = await db.selectFrom('projects').selectAll().where('programme_id', '=', programme.id).execute();
  return { ...rows, meetings, projects };
}
