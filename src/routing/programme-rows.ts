import type { Selectable } from 'kysely';
import { DateTime } from 'luxon';
import type {
  AreasTable,
  CategoriesTable,
  HolidaysTable,
  IndicatorsTable,
  MeetingsTable,
  OfficesTable,
  ProgrammesTable,
  ProjectsTable,
  UnitsTable,
} from '../db/schema.ts';
import { escalationChain, expandOffices } from './expand-offices.ts';
import type { Wordings } from './programme.ts';
import type { ProgrammeSource } from './programme-source.ts';
import { toStoredSettings } from './stored-settings.ts';

/** A programme as its tables hold it: what every process keeps ready. */
export interface ProgrammeRows {
  readonly programme: Selectable<ProgrammesTable>;
  readonly areas: readonly Selectable<AreasTable>[];
  readonly offices: readonly Selectable<OfficesTable>[];
  readonly categories: readonly Selectable<CategoriesTable>[];
  readonly units: readonly Selectable<UnitsTable>[];
  readonly indicators: readonly Selectable<IndicatorsTable>[];
  readonly holidays: readonly Selectable<HolidaysTable>[];
  /** Not in any file: what administrators changed. */
  readonly wording: Wordings;
}

/** Everything that a folder brings into the tables; meetings and projects are read when somebody asks for them. */
export interface FolderRows extends ProgrammeRows {
  readonly meetings: readonly Selectable<MeetingsTable>[];
  readonly projects: readonly Selectable<ProjectsTable>[];
}

/** The tables whose rows have a code, an id and may be retired. */
export type CodedTable = 'areas' | 'offices' | 'categories' | 'units' | 'indicators' | 'meetings' | 'projects';

/** The id of a row: the one it has already, or a new one. The same answer for the same question. */
export type IdOf = (table: CodedTable, code: string) => string;

/** The rows that a programme's tables should hold, none of them retired; `programme` with the revision that it has. */
export function toRows(
  source: ProgrammeSource,
  idOf: IdOf,
  programme: Pick<Selectable<ProgrammesTable>, 'id' | 'revision' | 'loaded_at'> &
    Partial<Pick<Selectable<ProgrammesTable>, 'clocks_revision' | 'places_revision'>>,
): FolderRows {
  const common: Common = { programme_id: programme.id, retired_at: null };
  return {
    programme: {
      clocks_revision: 0,
      places_revision: 0,
      ...programme,
      name: source.settings.name,
      settings: toStoredSettings(source),
      checksum: source.checksum,
    },
    areas: areaRows(source, idOf, common),
    offices: officeRows(source, idOf, common),
    categories: categoryRows(source, idOf, common),
    units: unitRows(source, idOf, common),
    indicators: indicatorRows(source, idOf, common),
    meetings: meetingRows(source, idOf, common),
    projects: projectRows(source, idOf, common),
    holidays: source.holidays.map(({ date, names }) => ({ programme_id: programme.id, day: date, names })),
    wording: {},
  };
}

/** What all rows of a load have in common. */
interface Common {
  readonly programme_id: string;
  readonly retired_at: null;
}

function areaRows({ areas, population }: ProgrammeSource, idOf: IdOf, common: Common): FolderRows['areas'] {
  const counted = new Map(population.map((row) => [row.area_code, row]));
  return areas.map(({ code, parent_code: parent, level, names, aliases }, position) => ({
    ...common,
    id: idOf('areas', code),
    code,
    parent_id: parent && idOf('areas', parent),
    level,
    names,
    aliases,
    position,
    population: counted.get(code)?.population ?? null,
    population_year: counted.get(code)?.year ?? null,
    population_source: counted.get(code)?.source ?? null,
  }));
}

function officeRows(source: ProgrammeSource, idOf: IdOf, common: Common): FolderRows['offices'] {
  return expandOffices(source).map(({ code, kind, areaCode, parentCode, names, hours }) => ({
    ...common,
    id: idOf('offices', code),
    code,
    kind,
    area_id: idOf('areas', areaCode),
    parent_id: parentCode && idOf('offices', parentCode),
    names,
    hours,
  }));
}

function unitRows({ units }: ProgrammeSource, idOf: IdOf, common: Common): FolderRows['units'] {
  return units.map(({ code, number, type, names, area_code: area }) => ({
    ...common,
    id: idOf('units', code),
    code,
    number,
    type,
    names,
    area_id: idOf('areas', area),
  }));
}

function indicatorRows({ indicators }: ProgrammeSource, idOf: IdOf, common: Common): FolderRows['indicators'] {
  return indicators.map(({ code, unit_types: unitTypes, scale, names }, position) => ({
    ...common,
    id: idOf('indicators', code),
    code,
    unit_types: unitTypes,
    scale,
    names,
    position,
  }));
}

function meetingRows({ meetings, settings }: ProgrammeSource, idOf: IdOf, common: Common): FolderRows['meetings'] {
  return meetings.map(({ code, area_code: area, starts_at: startsAt, names, venues }) => ({
    ...common,
    id: idOf('meetings', code),
    code,
    area_id: idOf('areas', area),
    starts_at: DateTime.fromFormat(startsAt, 'yyyy-MM-dd HH:mm', { zone: settings.time_zone }).toJSDate(),
    names,
    venues,
    origin: 'files',
  }));
}

function projectRows({ projects }: ProgrammeSource, idOf: IdOf, common: Common): FolderRows['projects'] {
  return projects.map((row, position) => ({
    ...common,
    id: idOf('projects', row.code),
    code: row.code,
    area_id: idOf('areas', row.area_code),
    names: row.names,
    amount: row.amount,
    currency: row.currency,
    state: row.state,
    source: row.source,
    as_of: row.as_of,
    contractor: row.contractor,
    starts_on: row.starts_on,
    ends_on: row.ends_on,
    origin: 'files',
    position,
  }));
}

function categoryRows(source: ProgrammeSource, idOf: IdOf, common: Common): ProgrammeRows['categories'] {
  return source.categories.map((row, position) => ({
    ...common,
    id: idOf('categories', row.code),
    code: row.code,
    parent_id: row.parent_code && idOf('categories', row.parent_code),
    kind: row.kind,
    stream: row.stream,
    names: row.names,
    office_kinds: officeKindsOf(row.office_kinds, source),
    clock: row.clock,
    first_answer_hours: row.first_answer_hours,
    resolve_hours: row.resolve_hours,
    legal_days: row.legal_days,
    basis: row.basis,
    is_joinable: row.joinable,
    aliases: row.aliases,
    position,
  }));
}

/** The kinds that a category lists, then everyone above them: routing takes the first that has an office there. */
function officeKindsOf(listed: readonly string[], { officeKinds }: Pick<ProgrammeSource, 'officeKinds'>): string[] {
  return [...new Set([...listed, ...listed.flatMap((kind) => escalationChain(kind, officeKinds))])];
}
