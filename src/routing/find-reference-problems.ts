import { findIndicatorProblems } from './find-indicator-problems.ts';
import { findProjectProblems } from './find-project-problems.ts';
import { findTreeProblems } from './find-tree-problems.ts';
import { type Problem, showValue } from './problem.ts';
import type { CategoryRow, OfficeKindRow, ProgrammeTables } from './programme-source.ts';
import type { Table } from './read-table.ts';
import type { Settings } from './settings.ts';
import {
  AREAS,
  CATEGORIES,
  INDICATORS,
  MEETINGS,
  OFFICE_KINDS,
  OFFICES,
  OWN_LEVELS,
  POPULATION,
  PROJECTS,
  UNITS,
} from './table-format.ts';

/** The tables of a folder; null where a file is unusable, so that nothing is said about what it may hold. */
export type ReadTables = { readonly [Name in keyof ProgrammeTables]: Table<ProgrammeTables[Name][number]> | null };

/** What rows say about each other: parents, levels, areas and kinds that are named must be there. */
export function findReferenceProblems(folder: string, settings: Settings | null, tables: ReadTables): Problem[] {
  const levels = settings && Object.keys(settings.levels);
  return [
    ...(tables.areas ? findTreeProblems(`${folder}/${AREAS.file}`, tables.areas, levels) : []),
    ...kindProblems(`${folder}/${OFFICE_KINDS.file}`, tables, levels),
    ...officeProblems(`${folder}/${OFFICES.file}`, tables),
    ...categoryProblems(`${folder}/${CATEGORIES.file}`, tables),
    ...unitProblems(`${folder}/${UNITS.file}`, tables),
    ...findIndicatorProblems(`${folder}/${INDICATORS.file}`, tables.indicators, tables.units),
    ...placeProblems(`${folder}/${MEETINGS.file}`, tables.meetings, tables.areas),
    ...placeProblems(`${folder}/${PROJECTS.file}`, tables.projects, tables.areas),
    ...placeProblems(`${folder}/${POPULATION.file}`, tables.population, tables.areas),
    ...findProjectProblems(`${folder}/${PROJECTS.file}`, tables.projects?.rows ?? []),
  ];
}

function kindProblems(file: string, { officeKinds, areas }: ReadTables, levels: readonly string[] | null): Problem[] {
  const kinds = officeKinds?.rows ?? [];
  const byName = new Map(kinds.map((row) => [row.kind, row]));
  return kinds.flatMap((row) => [
    ...(levels ? row.level.filter((level) => ![...levels, ...OWN_LEVELS].includes(level)) : []).map((level) =>
      at(
        file,
        row,
        `level ${showValue(level)} is not one; write one of ${[...(levels ?? []), ...OWN_LEVELS].join(', ')}`,
      ),
    ),
    ...(row.escalates_to !== null && !officeKinds?.codes.has(row.escalates_to)
      ? [at(file, row, `escalates_to ${showValue(row.escalates_to)} is not in this file; add that kind or correct it`)]
      : []),
    ...absent(row.within, areas).map((code) =>
      at(file, row, `within ${showValue(code)} is not in ${AREAS.file}; add the area there or correct it`),
    ),
    ...circleProblems(file, row, byName),
    ...placeholderProblems(file, row),
  ]);
}

/** A circle is told once, at the first of its kinds. */
function circleProblems(file: string, row: OfficeKindRow, byName: ReadonlyMap<string, OfficeKindRow>): Problem[] {
  const chain = [row];
  for (let next = byName.get(row.escalates_to ?? ''); next; next = byName.get(next.escalates_to ?? '')) {
    if (next === row) {
      if (chain.some((other) => other.line < row.line)) return [];
      const circle = [...chain, row].map(({ kind }) => kind).join(' > ');
      return [at(file, row, `escalates_to goes round in a circle: ${circle}; leave it empty at the top`)];
    }
    if (chain.includes(next)) return [];
    chain.push(next);
  }
  return [];
}

function placeholderProblems(file: string, row: OfficeKindRow): Problem[] {
  return Object.entries(row.names)
    .filter(([, name]) => /[{}]/.test(name.replace('{area}', '')))
    .map(([language, name]) =>
      at(file, row, `name_${language} ${showValue(name)} may hold {area} once and no other braces; correct it`),
    );
}

function officeProblems(file: string, { offices, officeKinds, areas }: ReadTables): Problem[] {
  const unknown = (offices?.rows ?? []).flatMap((row) =>
    absent([row.kind], officeKinds).map((kind) =>
      at(file, row, `kind ${showValue(kind)} is not in ${OFFICE_KINDS.file}; add it there or correct it`),
    ),
  );
  return [...unknown, ...placeProblems(file, offices, areas)];
}

/** Rows that stand in an area which is not there. */
function placeProblems(
  file: string,
  table: Table<{ readonly line: number; readonly area_code: string }> | null,
  areas: ReadTables['areas'],
): Problem[] {
  return (table?.rows ?? []).flatMap((row) =>
    absent([row.area_code], areas).map((code) =>
      at(file, row, `area_code ${showValue(code)} is not in ${AREAS.file}; add the area there or correct it`),
    ),
  );
}

function categoryProblems(file: string, { categories, officeKinds }: ReadTables): Problem[] {
  const byCode = new Map((categories?.rows ?? []).map((row) => [row.code, row]));
  return (categories?.rows ?? []).flatMap((row) => [
    ...parentProblems(file, row, byCode, categories?.codes),
    ...absent(row.office_kinds, officeKinds).map((kind) =>
      at(file, row, `office_kinds ${showValue(kind)} is not in ${OFFICE_KINDS.file}; add it there or correct it`),
    ),
    ...(row.resolve_hours < row.first_answer_hours
      ? [
          at(
            file,
            row,
            `resolve_hours "${row.resolve_hours}" is less than first_answer_hours; make it at least ${row.first_answer_hours}`,
          ),
        ]
      : []),
    ...(row.joinable && row.stream !== 'ordinary'
      ? [
          at(
            file,
            row,
            `joinable "yes": a report of the stream ${row.stream} is for nobody else to join; leave it empty`,
          ),
        ]
      : []),
  ]);
}

function parentProblems(
  file: string,
  row: CategoryRow,
  byCode: ReadonlyMap<string, CategoryRow>,
  codes: ReadonlySet<string> | undefined,
): Problem[] {
  if (row.parent_code === null) return [];
  const parent = byCode.get(row.parent_code);
  const value = showValue(row.parent_code);
  if (!codes?.has(row.parent_code)) {
    return [at(file, row, `parent_code ${value} is not in this file; add the parent or correct it`)];
  }
  if (!parent || parent.parent_code === null) return [];
  return [
    at(file, row, `parent_code ${value} has a parent itself; there are two levels of categories, name a top one`),
  ];
}

function unitProblems(file: string, { units, areas }: ReadTables): Problem[] {
  const firstLines = new Map<number, number>();
  const repeated = (units?.rows ?? []).flatMap((row) => {
    const first = firstLines.get(row.number);
    if (first === undefined) firstLines.set(row.number, row.line);
    if (first === undefined) return [];
    return [at(file, row, `number "${row.number}" stands already on line ${first}; give each unit its own`)];
  });
  return [...repeated, ...placeProblems(file, units, areas)];
}

function absent(values: readonly string[], table: Table<unknown> | null): readonly string[] {
  return table === null ? [] : values.filter((value) => !table.codes.has(value));
}

function at(file: string, row: { readonly line: number }, message: string): Problem {
  return { file, line: row.line, message };
}
