import { COUNTS, type Count, type Metric } from '../../db/count-cells.ts';
import type { FigureRow } from '../../db/read-figures.ts';
import { mergeCounts, type TimeCounts } from '../../figures/time-buckets.ts';

/** Several sums as one: how many, and how long. */
export interface Figure extends Readonly<Record<Count, number>> {
  readonly received: number;
  readonly times: Readonly<Partial<Record<Metric, TimeCounts>>>;
}

/** Sums put together, as if they had been counted as one. */
export function addFigures(rows: readonly FigureRow[], metrics: readonly Metric[]): Figure {
  const [only, ...others] = rows;
  if (only !== undefined && others.length === 0) return only;
  const sum = (name: Count | 'received') => rows.reduce((total, row) => total + row[name], 0);
  const counts = Object.fromEntries(COUNTS.map((name) => [name, sum(name)]));
  const times = metrics.map((metric) => {
    const held = rows.map((row) => row.times[metric]).filter((times) => times !== undefined);
    return [metric, held.length === 1 ? held[0] : mergeCounts(held)] as const;
  });
  return { ...NOTHING, ...counts, received: sum('received'), times: Object.fromEntries(times) };
}

/** The sums of each key together. */
export function groupFigures<Key>(
  rows: readonly FigureRow[],
  keyOf: (row: FigureRow) => Key,
  metrics: readonly Metric[],
): Map<Key, Figure> {
  const groups = new Map<Key, FigureRow[]>();
  for (const row of rows) {
    const held = groups.get(keyOf(row));
    if (held === undefined) groups.set(keyOf(row), [row]);
    else held.push(row);
  }
  return new Map([...groups].map(([key, held]) => [key, addFigures(held, metrics)]));
}

/** Of no report. */
export const NOTHING: Figure = {
  received: 0,
  answered: 0,
  resolved: 0,
  rejected: 0,
  late: 0,
  escalated: 0,
  confirmed: 0,
  disputed: 0,
  silent: 0,
  joiners: 0,
  times: {},
};
