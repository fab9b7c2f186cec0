import { type Problem, showValue } from './problem.ts';
import type { AreaRow } from './programme-source.ts';
import type { Table } from './read-table.ts';

/**
 * Whether the areas are one tree: exactly one root, every parent there, no circle, and each level below its parent's.
 *
 * @param levels from the top down; null when they are not known
 */
export function findTreeProblems(
  file: string,
  { rows: areas, codes }: Table<AreaRow>,
  levels: readonly string[] | null,
): Problem[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const problem = (area: AreaRow, message: string): Problem => ({ file, line: area.line, message });
  return [
    ...rootProblems(file, areas, codes.size > areas.length),
    ...areas.flatMap((area) => {
      const parent = byCode.get(area.parent_code ?? '');
      if (area.parent_code !== null && !codes.has(area.parent_code)) {
        const shown = showValue(area.parent_code);
        return [problem(area, `parent_code ${shown} is not in this file; add the parent or correct it`)];
      }
      if (levels && !levels.includes(area.level)) {
        return [
          problem(area, `level ${showValue(area.level)} is not in programme.yaml; write one of ${levels.join(', ')}`),
        ];
      }
      if (parent && isInCircle(area, byCode)) {
        return [problem(area, `parent_code ${showValue(area.parent_code)} goes round in a circle; correct it`)];
      }
      if (parent && levels?.includes(parent.level) && levels.indexOf(area.level) <= levels.indexOf(parent.level)) {
        const shown = `${showValue(area.level)} is not below its parent's level ${showValue(parent.level)}`;
        return [problem(area, `level ${shown}; correct one, or the order of levels in programme.yaml`)];
      }
      return [];
    }),
  ];
}

/** @param isPartial whether rows are left out because of faults: the root may be one of them */
function rootProblems(file: string, areas: readonly AreaRow[], isPartial: boolean): Problem[] {
  const roots = areas.filter(({ parent_code: parent }) => parent === null);
  if (roots.length === 0 && isPartial) return [];
  if (roots.length === 0) {
    return [{ file, line: null, message: 'has no root; leave parent_code empty in the row of the whole area' }];
  }
  return roots.slice(1).map(({ line, code }) => {
    const message = `parent_code of ${showValue(code)} is empty as in line ${roots[0]?.line}; only the whole area has no parent`;
    return { file, line, message };
  });
}

function isInCircle(area: AreaRow, byCode: ReadonlyMap<string, AreaRow>): boolean {
  const seen = new Set<AreaRow>();
  for (let at: AreaRow | undefined = area; at; at = byCode.get(at.parent_code ?? '')) {
    if (seen.has(at)) return at === area;
    seen.add(at);
  }
  return false;
}
