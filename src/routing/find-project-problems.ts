import type { Problem } from './problem.ts';
import type { ProjectRow } from './programme-source.ts';

type Checked = Pick<ProjectRow, 'line' | 'amount' | 'currency' | 'starts_on' | 'ends_on'>;

/** What the cells of a project say against each other: a sum without its currency, an end before the start. */
export function findProjectProblems(file: string, rows: readonly Checked[]): Problem[] {
  return rows.flatMap(({ line, amount, currency, starts_on: start, ends_on: end }) => [
    ...(amount !== null && currency === null
      ? [{ file, line, message: `amount "${amount}" has no currency; write it, like KES` }]
      : []),
    ...(start !== null && end !== null && end < start
      ? [{ file, line, message: `ends_on "${end}" is before starts_on "${start}"; correct one of them` }]
      : []),
  ]);
}
