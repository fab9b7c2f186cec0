import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { checkProgramme, checkTogether } from './check-programme.ts';
import { type LoadedProgramme, loadProgramme } from './load-programme.ts';
import { type Problem, ProgrammeError } from './problem.ts';
import type { ProgrammeSource } from './programme-source.ts';
import { readProgramme } from './read-programme.ts';

/** The folders that could be read, and what is wrong with them and the others. */
export interface CheckedFolders {
  readonly sources: readonly ProgrammeSource[];
  readonly problems: readonly Problem[];
}

/** Another look at a folder that is sound in itself: what routing cannot know, such as whether every text fits. */
export type FurtherCheck = (source: ProgrammeSource) => readonly Problem[];

/**
 * Reads and checks folders, each alone and all together; never throws for what is wrong with their content.
 *
 * @param further is asked about folders in which nothing else is wrong
 */
export async function checkFolders(dirs: readonly string[], further: FurtherCheck = () => []): Promise<CheckedFolders> {
  const sources: ProgrammeSource[] = [];
  const problems: Problem[] = [];
  for (const dir of dirs) {
    try {
      const source = await readProgramme(dir);
      sources.push(source);
      const found = checkProgramme(source);
      problems.push(...(found.length > 0 ? found : further(source)));
    } catch (error) {
      if (!(error instanceof ProgrammeError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { sources, problems: [...problems, ...checkTogether(sources)] };
}

/**
 * Reads, checks and loads every programme under a folder: what a gateway does when it starts. Nothing is loaded while one
 * of them has a problem.
 *
 * @throws {ProgrammeError} with the problems of all of them
 */
export async function loadFolder(
  deps: Pick<Deps, 'db' | 'now'>,
  programmesDir: string,
  further: FurtherCheck = () => [],
): Promise<LoadedProgramme[]> {
  const { sources, problems } = await checkFolders(await programmeDirs(programmesDir), further);
  if (problems.length > 0) throw new ProgrammeError(problems);
  const loaded: LoadedProgramme[] = [];
  for (const source of sources) loaded.push(await loadProgramme(deps, source));
  return loaded;
}

/**
 * The programmes under a folder in the order of their names; folders that begin with a dot do not count.
 *
 * @throws {ProgrammeError} when there is no such folder, or no programme in it
 */
export async function programmeDirs(programmesDir: string): Promise<string[]> {
  const fail = (message: string) => new ProgrammeError([{ file: programmesDir, line: null, message }]);
  const entries = await readdir(programmesDir, { withFileTypes: true }).catch(() => {
    throw fail('is not a folder that can be read; set PROGRAMMES_DIR to the folder of the programmes');
  });
  const dirs = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (dirs.length === 0) throw fail('holds no programme; add a folder with a programme.yaml, or set PROGRAMMES_DIR');
  return dirs.sort().map((name) => join(programmesDir, name));
}
