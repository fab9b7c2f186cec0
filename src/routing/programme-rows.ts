import type { Selectable } from 'kysely';
import type {
  AreasTable,
  CategoriesTable,
  HolidaysTable,
  OfficesTable,
  ProgrammesTable,
  UnitsTable,
} from '../db/schema.ts';
import { escalationChain, expandOffices } from './expand-offices.ts';
import type { ProgrammeSource } from './programme-source.ts';
import { toStoredSettings } from './stored-settings.ts';

/** A programme as its tables hold it. */
export interface ProgrammeRows {
  readonly programme: Selectable<ProgrammesTable>;
  readonly areas: readonly Selectable<AreasTable>[];
  readonly offices: readonly Selectable<OfficesTable>[];
  readonly categories: readonly Selectable<CategoriesTable>[];
  readonly units: readonly Selectable<UnitsTable>[];
  readonly holidays: readonly Selectable<HolidaysTable>[];
}

/** The tables whose rows have a code, an id and may be retired. */
export type CodedTable = 'areas' | 'offices' | 'categories' | 'units';

/** The id of a row: the one it has already, or a new one. The same answer for the same question. */
export type IdOf = (table: CodedTable, code: string) => string;

/** The rows that a programme's tables should hold, none of them retired; `programme` with the revision that it has. */
export function toRows(
  source: ProgrammeSource,
  idOf: IdOf,
  programme: Pick<Selectable<ProgrammesTable>, 'id' | 'revision' | 'loaded_at'>,
): ProgrammeRows {
  const common = { programme_id: programme.id, retired_at: null };
  return {
    programme: {
      ...programme,
      name: source.settings.name,
      settings: toStoredSettings(source),
      checksum: source.checksum,
    },
    areas: source.areas.map(({ code, parent_code: parent, level, names, aliases }, position) => ({
      ...common,
      id: idOf('areas', code),
      code,
      parent_id: parent && idOf('areas', parent),
      level,
      names,
      aliases,
      position,
    })),
    offices: expandOffices(source).map(({ code, kind, areaCode, parentCode, names, hours }) => ({
      ...common,
      id: idOf('offices', code),
      code,
      kind,
      area_id: idOf('areas', areaCode),
      parent_id: parentCode && idOf('offices', parentCode),
      names,
      hours,
    })),
    categories: categoryRows(source, idOf, common),
    units: source.units.map(({ code, number, type, names, area_code: area }) => ({
      ...common,
      id: idOf('units', code),
      code,
      number,
      type,
      names,
      area_id: idOf('areas', area),
    })),
    holidays: source.holidays.map(({ date, names }) => ({ programme_id: programme.id, day: date, names })),
  };
}

function categoryRows(
  source: ProgrammeSource,
  idOf: IdOf,
  common: { programme_id: string; retired_at: null },
): ProgrammeRows['categories'] {
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
    position,
  }));
}

/** The kinds that a category lists, then everyone above them: routing takes the first that has an office there. */
export function officeKindsOf(
  listed: readonly string[],
  { officeKinds }: Pick<ProgrammeSource, 'officeKinds'>,
): string[] {
  return [...new Set([...listed, ...listed.flatMap((kind) => escalationChain(kind, officeKinds))])];
}
