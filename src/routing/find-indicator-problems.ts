import { type Problem, showValue } from './problem.ts';
import type { IndicatorRow, UnitRow } from './programme-source.ts';
import type { Table } from './read-table.ts';
import { UNITS } from './table-format.ts';

/** Types of unit that an indicator names and no unit has. Says nothing while rows of the units are left out for faults. */
export function findIndicatorProblems(
  file: string,
  indicators: Table<IndicatorRow> | null,
  units: Table<UnitRow> | null,
): Problem[] {
  if (indicators === null || units === null || units.codes.size > units.rows.length) return [];
  const types = new Set(units.rows.map(({ type }) => type));
  return indicators.rows.flatMap(({ line, unit_types: named }) =>
    named
      .filter((type) => !types.has(type))
      .map((type) => ({
        file,
        line,
        message: `unit_types ${showValue(type)} is the type of no unit in ${UNITS.file}; correct it, or add the unit there`,
      })),
  );
}
