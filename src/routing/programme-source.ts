import type { Settings } from './settings.ts';
import type {
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
  RowOf,
  UNITS,
} from './table-format.ts';

export type AreaRow = RowOf<typeof AREAS>;
export type OfficeKindRow = RowOf<typeof OFFICE_KINDS>;
export type OfficeRow = RowOf<typeof OFFICES>;
export type CategoryRow = RowOf<typeof CATEGORIES>;
export type UnitRow = RowOf<typeof UNITS>;
export type IndicatorRow = RowOf<typeof INDICATORS>;
export type MeetingRow = RowOf<typeof MEETINGS>;
export type ProjectRow = RowOf<typeof PROJECTS>;
export type PopulationRow = RowOf<typeof POPULATION>;
export type HolidayRow = RowOf<typeof HOLIDAYS>;
export type HelplineRow = RowOf<typeof HELPLINES>;

/** The tables of a programme's folder, row by row as they stand there. */
export interface ProgrammeTables {
  readonly areas: readonly AreaRow[];
  readonly officeKinds: readonly OfficeKindRow[];
  readonly offices: readonly OfficeRow[];
  readonly categories: readonly CategoryRow[];
  readonly units: readonly UnitRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly meetings: readonly MeetingRow[];
  readonly projects: readonly ProjectRow[];
  readonly population: readonly PopulationRow[];
  readonly holidays: readonly HolidayRow[];
  readonly helplines: readonly HelplineRow[];
}

/** A programme's folder, read and sound in itself: every code that a row names is there. */
export interface ProgrammeSource extends ProgrammeTables {
  /** The folder's own name, as problems show it. */
  readonly folder: string;
  readonly settings: Settings;
  /** SHA-256 over the bytes of its files and the version of the reader, in hexadecimal. */
  readonly checksum: string;
}
