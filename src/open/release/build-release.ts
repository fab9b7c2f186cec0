import type { CountedReports } from '../../db/releases.ts';
import { nameIn, type Programme } from '../../routing/programme.ts';
import { openGrid } from './open-grid.ts';
import type { AreaRow, OfficeRow, OpenRelease } from './open-release.ts';
import { type Alike, FEWEST, protectFigures, ROUNDED_TO, type ToldFigures } from './protect-figures.ts';

/** Days after the end of a month until its figures are made. */
export const CLOSED_DAYS = 30;

/** What a release is made of. */
export interface ReleaseSource {
  readonly programme: Programme;
  /** `2026-10`. */
  readonly month: string;
  readonly madeAt: Date;
  readonly reports: readonly CountedReports[];
  /** Median minutes from filing to the first answer, by `medianKey`. */
  readonly medianMinutes: ReadonlyMap<string, number>;
  /** SHA-256 of the release before, in hex. */
  readonly previous: string | null;
}

/** Of what a median is, by row ids. */
export function medianKey(of: { areaId?: string; categoryId?: string | null; officeId?: string }): string {
  return of.officeId === undefined ? `${of.areaId} ${of.categoryId ?? 'all'}` : `office ${of.officeId}`;
}

/** What is published of a month, and the reports that may be listed besides. */
export interface BuiltRelease {
  readonly release: OpenRelease;
  readonly listed: readonly Alike[];
}

/** Makes the figures of a month as they may be told: whole first, each area before its parts, then categories; offices by code. */
export async function buildRelease(source: ReleaseSource): Promise<BuiltRelease> {
  const { programme, reports } = source;
  const { grid, atoms } = openGrid(programme, reports);
  const { told, listed } = await protectFigures(grid, atoms);
  return { release: releaseOf(source, told), listed };
}

function releaseOf(source: ReleaseSource, told: readonly ToldFigures[]): OpenRelease {
  const { programme, month, madeAt, previous } = source;
  return {
    format: 'majibu-release-1',
    programme: programme.name,
    titles: programme.titles,
    month,
    time_zone: programme.calendar.timeZone,
    made_at: madeAt.toISOString(),
    licence: 'CC-BY-4.0',
    attribution: `${nameIn(programme.operators, 'en')}, ${nameIn(programme.titles, 'en')}, ${month}`,
    rules: { fewest: FEWEST, rounded_to: ROUNDED_TO, closed_days_after_month: CLOSED_DAYS },
    previous,
    areas: told.flatMap((row) => areaRow(source, row)),
    offices: told.flatMap((row) => officeRow(source, row)).sort((one, other) => (one.office < other.office ? -1 : 1)),
  };
}

function areaRow(source: ReleaseSource, row: ToldFigures): AreaRow[] {
  const { programme } = source;
  const { subject } = row;
  if (subject.kind !== 'area') return [];
  const area = programme.byId.areas.get(subject.areaId);
  const category = subject.categoryId === null ? null : programme.byId.categories.get(subject.categoryId);
  if (area === undefined || category === undefined) return [];
  return [
    {
      level: area.level,
      area: area.code,
      area_names: area.names,
      within: area.parent?.code ?? null,
      category: category?.code ?? null,
      category_names: category?.names ?? null,
      ...figuresOf(source, row, medianKey(subject)),
    },
  ];
}

function officeRow(source: ReleaseSource, row: ToldFigures): OfficeRow[] {
  const { subject } = row;
  if (subject.kind !== 'office') return [];
  const office = source.programme.byId.offices.get(subject.officeId);
  if (office === undefined) return [];
  const { code, names, area } = office;
  return [{ office: code, office_names: names, area: area.code, ...figuresOf(source, row, medianKey(subject)) }];
}

function figuresOf({ medianMinutes }: ReleaseSource, { received, counts }: ToldFigures, key: string) {
  const minutes = medianMinutes.get(key);
  const isOfEnough = typeof counts.answered === 'number' || counts.answered === 'most';
  const median = isOfEnough && minutes !== undefined ? Math.max(1, Math.round(minutes / 60)) : null;
  return { received, ...counts, median_hours: median };
}
