import { buildProgramme } from '../routing/build-programme.ts';
import type { Programme } from '../routing/programme.ts';
import { toRows } from '../routing/programme-rows.ts';
import type { ProgrammeSource } from '../routing/programme-source.ts';

/** The programme that a checked folder would be once it is loaded, without a database: `areas:KE` stands for a row id. */
export function programmeOf(source: ProgrammeSource): Programme {
  const row = { id: source.folder, revision: 0, loaded_at: new Date(0) };
  return buildProgramme(toRows(source, (table, code) => `${table}:${code}`, row));
}
