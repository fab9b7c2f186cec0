import type { Kysely, Selectable } from 'kysely';
import type { Database, ProgrammesTable } from '../db/schema.ts';
import type { ProgrammeRows } from './programme-rows.ts';

/** Everything that the tables hold of a programme, the retired rows too. */
export async function readRows(db: Kysely<Database>, programme: Selectable<ProgrammesTable>): Promise<ProgrammeRows> {
  const of = 'programme_id';
  // One after the other: inside a transaction they share a connection.
  const areas = await db.selectFrom('areas').selectAll().where(of, '=', programme.id).execute();
  const offices = await db.selectFrom('offices').selectAll().where(of, '=', programme.id).execute();
  const categories = await db.selectFrom('categories').selectAll().where(of, '=', programme.id).execute();
  const units = await db.selectFrom('units').selectAll().where(of, '=', programme.id).execute();
  const holidays = await db.selectFrom('holidays').selectAll().where(of, '=', programme.id).execute();
  return { programme, areas, offices, categories, units, holidays };
}
