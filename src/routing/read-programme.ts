import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { findReferenceProblems, type ReadTables } from './find-reference-problems.ts';
import { type Problem, ProgrammeError, sortProblems } from './problem.ts';
import { LANGUAGES, type Language } from './programme.ts';
import type { ProgrammeSource, ProgrammeTables } from './programme-source.ts';
import { readSettings } from './read-settings.ts';
import { readTable, type Table } from './read-table.ts';
import { readText } from './read-text.ts';
import type { Settings } from './settings.ts';
import {
  AREAS,
  CATEGORIES,
  HELPLINES,
  HOLIDAYS,
  INDICATORS,
  MEETINGS,
  OFFICE_KINDS,
  OFFICES,
  POPULATION,
  PROJECTS,
  type Row,
  type TableFormat,
  UNITS,
} from './table-format.ts';

/** Goes up when the same files would be turned into other rows: every programme is then loaded again. */
const READER_VERSION = 3;

const SETTINGS_FILE = 'programme.yaml';

/**
 * Reads a programme's folder: `programme.yaml` and the tables beside it (`docs/adding-a-programme.md`).
 *
 * @throws {ProgrammeError} with every problem of every file
 */
export async function readProgramme(dir: string): Promise<ProgrammeSource> {
  const folder = basename(resolve(dir));
  const reader = folderReader(dir, folder);
  const settings = await reader.settings();
  const languages = settings?.languages ?? (await reader.languages());
  const tables: ReadTables = {
    areas: await reader.table(AREAS, languages),
    officeKinds: await reader.table(OFFICE_KINDS, languages),
    offices: await reader.table(OFFICES, languages),
    categories: await reader.table(CATEGORIES, languages),
    units: await reader.table(UNITS, languages),
    indicators: await reader.table(INDICATORS, languages),
    meetings: await reader.table(MEETINGS, languages),
    projects: await reader.table(PROJECTS, languages),
    population: await reader.table(POPULATION, languages),
    holidays: await reader.table(HOLIDAYS, languages),
    helplines: await reader.table(HELPLINES, languages),
  };
  const problems = [...reader.problems(), ...findReferenceProblems(folder, settings, tables)];
  const rows = rowsOf(tables);
  if (settings === null || rows === null || problems.length > 0) throw new ProgrammeError(sortProblems(problems));
  return { folder, settings, checksum: reader.checksum(), ...rows };
}

/** The rows of all tables, or null while one of them could not be read. */
function rowsOf(tables: ReadTables): ProgrammeTables | null {
  const { areas, officeKinds, offices, categories, units, indicators, meetings, projects } = tables;
  const { population, holidays, helplines } = tables;
  if (!areas || !officeKinds || !offices || !categories || !units) return null;
  if (!indicators || !meetings || !projects || !population || !holidays || !helplines) return null;
  return {
    areas: areas.rows,
    officeKinds: officeKinds.rows,
    offices: offices.rows,
    categories: categories.rows,
    units: units.rows,
    indicators: indicators.rows,
    meetings: meetings.rows,
    projects: projects.rows,
    population: population.rows,
    holidays: holidays.rows,
    helplines: helplines.rows,
  };
}

interface FolderReader {
  settings(): Promise<Settings | null>;
  /** The languages that the heading of the areas names, for a folder whose settings cannot be read. */
  languages(): Promise<readonly Language[]>;
  table<Cells extends object>(
    format: TableFormat<Cells>,
    languages: readonly Language[],
  ): Promise<Table<Row<Cells>> | null>;
  problems(): readonly Problem[];
  checksum(): string;
}

/** Reads one file after the other and gathers what is wrong with them and the checksum over all. */
function folderReader(dir: string, folder: string): FolderReader {
  const problems: Problem[] = [];
  const hash = createHash('sha256').update(`reader ${READER_VERSION}\n`);
  const open = async (name: string, isOptional: boolean): Promise<string | null> => {
    const file = await readText(join(dir, name), `${folder}/${name}`);
    problems.push(...file.problems);
    hash.update(`${name} ${file.bytes.length}\n`).update(file.bytes);
    const isMissing = file.text === null && file.problems.length === 0;
    if (isMissing && !isOptional) {
      problems.push({ file: `${folder}/${name}`, line: null, message: 'is missing; add the file to the folder' });
    }
    return isMissing && isOptional ? '' : file.text;
  };
  return {
    settings: async () => {
      const text = await open(SETTINGS_FILE, false);
      if (text === null) return null;
      const read = readSettings(text, `${folder}/${SETTINGS_FILE}`);
      problems.push(...read.problems);
      return read.settings;
    },
    languages: async () => {
      const { text } = await readText(join(dir, AREAS.file), AREAS.file);
      const columns = text?.split('\n', 1)[0]?.split(',') ?? [];
      return LANGUAGES.filter((language) => columns.includes(`name_${language}`));
    },
    table: async (format, languages) => {
      const text = await open(format.file, format.isOptional);
      if (text === null) return null;
      if (text === '' && format.isOptional) return { rows: [], codes: new Set() };
      const read = readTable(text, `${folder}/${format.file}`, format, languages);
      problems.push(...read.problems);
      return read.table;
    },
    problems: () => problems,
    checksum: () => hash.digest('hex'),
  };
}
