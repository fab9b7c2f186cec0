import { buildProgramme } from '../../src/routing/build-programme.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { toRows } from '../../src/routing/programme-rows.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';

/** The programmes that come with the project, without a database. */
export const NAMES = ['kenya-coast', 'khulna', 'kosovo'] as const;
export type Name = (typeof NAMES)[number];

/** Reads them all, once for a test file. */
export async function readShipped(): Promise<(name: Name) => Programme> {
  const programmes = new Map<string, Programme>();
  for (const name of NAMES) {
    const source = await readProgramme(`programmes/${name}`);
    const row = { id: name, revision: 1, loaded_at: new Date(0) };
    programmes.set(name, buildProgramme(toRows(source, (table, code) => `${table}:${code}`, row)));
  }
  return (name) => {
    const programme = programmes.get(name);
    if (!programme) throw new Error(name);
    return programme;
  };
}
