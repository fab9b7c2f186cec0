import type { GrievanceKind, IndicatorScale, Names, Stream } from '../routing/programme.ts';
import type { Defaulted, Json, NullableJson } from './schema-columns.ts';
import type { MeetingOrigin } from './schema-forums.ts';
import type { ProjectOrigin } from './schema-scorecards.ts';

// Programmes as their folders say them: places, offices, categories, units, and what is public about them.

export const PROJECT_STATES = ['planned', 'contracted', 'under_way', 'stalled', 'completed', 'unknown'] as const;
/** What the public list says of a project. */
export type ProjectState = (typeof PROJECT_STATES)[number];

export interface ProgrammesTable {
  id: string;
  name: string;
  /** `programme.yaml` after validation. */
  settings: Json<object>;
  /** SHA-256 over the folder's files: an unchanged folder is not loaded again. */
  checksum: string;
  /** Goes up by one with every change: running processes reload. */
  revision: number;
  /** Up to which revision the due times of open reports are counted by its hours and holidays. */
  clocks_revision: Defaulted<number>;
  /** The last one that put areas or categories elsewhere, or months at another hour. */
  places_revision: Defaulted<number>;
  loaded_at: Date;
}

export interface AreasTable {
  id: string;
  programme_id: string;
  code: string;
  parent_id: string | null;
  level: string;
  names: Json<Names>;
  aliases: string[];
  position: number;
  /** How many people live there, by the count of this year; null: no count is known, so there are no rates. */
  population: Defaulted<number | null>;
  population_year: Defaulted<number | null>;
  population_source: Defaulted<string | null>;
  retired_at: Date | null;
}

export interface OfficesTable {
  id: string;
  programme_id: string;
  code: string;
  kind: string;
  area_id: string;
  /** The next rung of the ladder. */
  parent_id: string | null;
  names: Json<Names>;
  /** `WeeklyHours`; null: the programme's. */
  hours: NullableJson<object>;
  retired_at: Date | null;
}

export interface CategoriesTable {
  id: string;
  programme_id: string;
  code: string;
  parent_id: string | null;
  kind: GrievanceKind;
  stream: Stream;
  names: Json<Names>;
  office_kinds: string[];
  clock: 'working' | 'elapsed';
  first_answer_hours: number;
  resolve_hours: number;
  legal_days: number | null;
  /** The law's or charter's own words, and where they come from. */
  basis: string;
  position: number;
  /** Whether somebody else with the same problem may join a report. */
  is_joinable: Defaulted<boolean>;
  /** Other words that people type for it. */
  aliases: Defaulted<string[]>;
  retired_at: Date | null;
}

export interface UnitsTable {
  id: string;
  programme_id: string;
  code: string;
  number: number;
  type: string;
  names: Json<Names>;
  area_id: string;
  retired_at: Date | null;
}

export interface HolidaysTable {
  programme_id: string;
  /** ISO date. */
  day: string;
  names: Json<Names>;
}

export interface IndicatorsTable {
  id: string;
  programme_id: string;
  code: string;
  unit_types: string[];
  scale: IndicatorScale;
  names: Json<Names>;
  position: number;
  retired_at: Date | null;
}

export interface MeetingsTable {
  id: string;
  programme_id: string;
  code: string;
  area_id: string;
  starts_at: Date;
  /** What it is about. */
  names: Json<Names>;
  /** Where it is held. */
  venues: Json<Names>;
  origin: Defaulted<MeetingOrigin>;
  retired_at: Date | null;
}

export interface ProjectsTable {
  id: string;
  programme_id: string;
  code: string;
  area_id: string;
  names: Json<Names>;
  /** In units of `currency`; as PostgreSQL writes a numeric. */
  amount: string | null;
  /** ISO 4217. */
  currency: string | null;
  state: ProjectState;
  /** The public list it was read in. */
  source: string;
  /** The day that list speaks of. */
  as_of: string;
  position: number;
  retired_at: Date | null;
  /** Who builds it, as the list says. */
  contractor: string | null;
  /** Local days (ISO) as the list says. */
  starts_on: string | null;
  ends_on: string | null;
  origin: Defaulted<ProjectOrigin>;
}
