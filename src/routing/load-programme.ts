import { isDeepStrictEqual } from 'node:util';
import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { noteMoved } from '../db/moved-programmes.ts';
import type { Database, ProgrammesTable } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { type Problem, ProgrammeError } from './problem.ts';
import { type CodedTable, type FolderRows, type IdOf, toRows } from './programme-rows.ts';
import type { ProgrammeSource } from './programme-source.ts';
import { readFolderRows } from './read-rows.ts';
import { type RowCounts, syncHolidays, syncRows } from './sync-rows.ts';

const NO_CHANGE: RowCounts = { inserted: 0, updated: 0, retired: 0, restored: 0 };

/** What loading a programme did. */
export interface LoadedProgramme {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  /** False: the tables held all of it already. */
  readonly isChanged: boolean;
  readonly areSettingsChanged: boolean;
  /** An area or a category lies elsewhere than before, or months begin at another hour: it is noted, and `rebuildMoved` goes by that. */
  readonly hasMoved: boolean;
  readonly rows: Readonly<Record<CodedTable | 'holidays', RowCounts>>;
}

/**
 * Brings the tables to what a checked folder says, in one transaction, one load at a time. The same folder
 * again changes nothing; a changed line changes its row; rows that are gone are retired, because grievances name them,
 * and come back with the id they had. A change raises the revision, so that running processes reload.
 *
 * @throws {ProgrammeError} when another programme in the database has the same code, or a unit a number that was printed
 *   for another
 */
export async function loadProgramme(deps: Pick<Deps, 'db' | 'now'>, source: ProgrammeSource): Promise<LoadedProgramme> {
  const { name } = source.settings;
  return deps.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('majibu programmes', 0))`.execute(tx);
    const programmes = await tx.selectFrom('programmes').selectAll().execute();
    const before = programmes.find((row) => row.name === name);
    if (before?.checksum === source.checksum) return unchanged(before);
    const taken = codesTaken(source, programmes);
    if (taken.length > 0) throw new ProgrammeError(taken);
    const programme = before ?? (await insertProgramme(tx, source, deps.now()));
    const existing = await readFolderRows(tx, programme);
    const wanted = toRows(source, idsOf(existing), programme);
    return write(tx, source, ...withoutImported(existing, wanted), deps.now());
  });
}

function unchanged({ id, name, revision }: Selectable<ProgrammesTable>): LoadedProgramme {
  const rows = {
    areas: NO_CHANGE,
    offices: NO_CHANGE,
    categories: NO_CHANGE,
    units: NO_CHANGE,
    indicators: NO_CHANGE,
    meetings: NO_CHANGE,
    projects: NO_CHANGE,
    holidays: NO_CHANGE,
  };
  return { id, name, revision, isChanged: false, areSettingsChanged: false, hasMoved: false, rows };
}

async function insertProgramme(
  tx: Kysely<Database>,
  source: ProgrammeSource,
  now: Date,
): Promise<Selectable<ProgrammesTable>> {
  return tx
    .insertInto('programmes')
    .values({ id: uuidv7(), name: source.settings.name, settings: '{}', checksum: '', revision: 0, loaded_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A row keeps its id as long as its code lives; a new code gets a new id. */
function idsOf(existing: FolderRows): IdOf {
  const ids: Record<CodedTable, Map<string, string>> = {
    areas: new Map(existing.areas.map(({ code, id }) => [code, id])),
    offices: new Map(existing.offices.map(({ code, id }) => [code, id])),
    categories: new Map(existing.categories.map(({ code, id }) => [code, id])),
    units: new Map(existing.units.map(({ code, id }) => [code, id])),
    indicators: new Map(existing.indicators.map(({ code, id }) => [code, id])),
    meetings: new Map(existing.meetings.map(({ code, id }) => [code, id])),
    projects: new Map(existing.projects.map(({ code, id }) => [code, id])),
  };
  return (table, code) => {
    const id = ids[table].get(code) ?? uuidv7();
    ids[table].set(code, id);
    return id;
  };
}

/** Leaves out the projects of an imported list: they are neither retired for not being in the files nor put back to what these say. */
function withoutImported(existing: FolderRows, wanted: FolderRows): [FolderRows, FolderRows] {
  const isImported = (row: FolderRows['projects'][number]) => row.origin === 'imported' && row.retired_at === null;
  const imported = new Set(existing.projects.filter(isImported).map(({ code }) => code));
  const left = (rows: FolderRows): FolderRows => ({
    ...rows,
    projects: rows.projects.filter(({ code }) => !imported.has(code)),
  });
  return [left(existing), left(wanted)];
}

async function write(
  tx: Kysely<Database>,
  source: ProgrammeSource,
  existing: FolderRows,
  wanted: FolderRows,
  now: Date,
): Promise<LoadedProgramme> {
  const reused = numbersReused(source, existing, wanted);
  if (reused.length > 0) throw new ProgrammeError(reused);
  const { id, name } = wanted.programme;
  const rows = {
    areas: await syncRows(tx, 'areas', existing.areas, wanted.areas, now),
    offices: await syncRows(tx, 'offices', existing.offices, wanted.offices, now),
    categories: await syncRows(tx, 'categories', existing.categories, wanted.categories, now),
    units: await syncRows(tx, 'units', existing.units, wanted.units, now),
    indicators: await syncRows(tx, 'indicators', existing.indicators, wanted.indicators, now),
    meetings: await syncRows(tx, 'meetings', existing.meetings, wanted.meetings, now),
    projects: await syncRows(tx, 'projects', existing.projects, wanted.projects, now),
    holidays: await syncHolidays(tx, id, existing.holidays, wanted.holidays),
  };
  // Through JSON, as the column holds it: a key without a value is no key.
  const settings: object = JSON.parse(JSON.stringify(wanted.programme.settings));
  const areSettingsChanged = !isDeepStrictEqual(existing.programme.settings, settings);
  const isChanged = areSettingsChanged || Object.values(rows).some((counts) => !isDeepStrictEqual(counts, NO_CHANGE));
  const revision = existing.programme.revision + (isChanged ? 1 : 0);
  // Where nothing was before, no report can have been promised anything by other hours or holidays.
  const clocks = existing.programme.revision === 0 ? { clocks_revision: revision } : {};
  const isMoved = hasMoved(existing, wanted);
  const places = isMoved ? { places_revision: revision } : {};
  await tx
    .updateTable('programmes')
    .set({
      settings: JSON.stringify(settings),
      checksum: source.checksum,
      revision,
      loaded_at: now,
      ...clocks,
      ...places,
    })
    .where('id', '=', id)
    .execute();
  // With what has moved: whoever is stopped before the figures follow leaves it to the next one, who finds nothing changed any more.
  if (isMoved) await noteMoved(tx, id, revision);
  return { id, name, revision, isChanged, areSettingsChanged, hasMoved: isMoved, rows };
}

function hasMoved(existing: FolderRows, wanted: FolderRows): boolean {
  const isMoved = (before: readonly Placed[], after: readonly Placed[]) => {
    const parents = new Map(before.map(({ id, parent_id: parent }) => [id, parent]));
    return after.some(({ id, parent_id: parent }) => parents.has(id) && parents.get(id) !== parent);
  };
  const [before, after] = [existing.programme.settings, wanted.programme.settings];
  const isElsewhere = 'timeZone' in before && 'timeZone' in after && before.timeZone !== after.timeZone;
  return isElsewhere || isMoved(existing.areas, wanted.areas) || isMoved(existing.categories, wanted.categories);
}

interface Placed {
  readonly id: string;
  readonly parent_id: string | null;
}

/** People dial and text these: two programmes cannot have the same. */
function codesTaken(
  { folder, settings }: ProgrammeSource,
  programmes: readonly Selectable<ProgrammesTable>[],
): Problem[] {
  return programmes.flatMap(({ name, settings: other }) => {
    if (name === settings.name) return [];
    const file = `${folder}/programme.yaml`;
    const message = (key: string, code: string): Problem => ({
      file,
      line: null,
      message: `${key} "${code}" belongs to the programme ${name}, which is in the database; choose another code`,
    });
    return [
      ...('ussdCode' in other && other.ussdCode === settings.ussd_code
        ? [message('ussd_code', settings.ussd_code)]
        : []),
      ...('shortCode' in other && other.shortCode === settings.short_code
        ? [message('short_code', settings.short_code)]
        : []),
    ];
  });
}

/** The number of a unit that is gone may still hang on a wall: it is never given to another one. */
function numbersReused({ folder, units }: ProgrammeSource, existing: FolderRows, wanted: FolderRows): Problem[] {
  const kept = new Set(wanted.units.map(({ id }) => id));
  const gone = new Map(existing.units.filter(({ id }) => !kept.has(id)).map(({ number, code }) => [number, code]));
  return units.flatMap(({ number, line }) => {
    const owner = gone.get(number);
    if (owner === undefined) return [];
    const message = `number "${number}" was printed for ${owner}, which is retired; give this unit a new number`;
    return [{ file: `${folder}/units.csv`, line, message }];
  });
}
