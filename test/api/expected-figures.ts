import { expect } from '@jest/globals';
import { missedDeadline } from '../../src/grievances/deadlines.ts';
import type { History } from './histories.ts';

/** One group of an answer. */
export interface Figures {
  group: { code: string | null; name: string };
  received: number;
  answered: number;
  resolved: number;
  overdue: number;
  first_answer_hours: { median: number | null; p90: number | null };
  resolution_hours: { median: number | null; p90: number | null };
  confirmed: number;
  disputed: number;
  silent: number;
}

/** The definitions of docs/api.md, worked out without SQL. */
export function expected(
  rows: readonly History[],
  now: Date,
  groupOf: (row: History) => string | null,
): Map<string | null, object> {
  const groups = new Map<string | null, History[]>();
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  return new Map([...groups].map(([code, group]) => [code, summarise(group, now)]));
}

function summarise(rows: readonly History[], now: Date): object {
  const outcomes = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    received: rows.length,
    answered: rows.filter((row) => row.first_answered_at).length,
    resolved: rows.filter((row) => row.resolved_at).length,
    overdue: rows.filter((row) => isLate(row, now)).length,
    first_answer_hours: spread(rows.map((row) => hoursTo(row, row.first_answered_at))),
    resolution_hours: spread(rows.map((row) => hoursTo(row, row.resolved_at))),
    confirmed: outcomes('confirmed'),
    disputed: outcomes('disputed'),
    silent: outcomes('silent'),
  };
}

/** Whether a promise was missed at any time. */
export function isLate(row: History, now: Date): boolean {
  const { first_answered_at: answered, resolved_at: resolved, respond_by: respondBy, resolve_by: resolveBy } = row;
  if (row.overdue_at) return true;
  if (answered && respondBy && answered > respondBy) return true;
  if (resolved && resolveBy && resolved > resolveBy) return true;
  // In triage nobody escalates, but the promise runs as with an office.
  const status = row.status === undefined || row.status === 'filed' ? 'routed' : row.status;
  return missedDeadline({ ...row, status, missed_at: null }, now) !== null;
}

function hoursTo(row: History, end: Date | null): number | null {
  return end === null ? null : (end.getTime() - row.filed_at.getTime()) / 3_600_000;
}

function spread(values: readonly (number | null)[]): object {
  const sorted = values.filter((value) => value !== null).sort((one, other) => one - other);
  return { median: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
}

/** Between the two nearest where it falls between them. Two decimals leave half a hundredth of doubt. */
function percentile(sorted: readonly number[], fraction: number): unknown {
  if (sorted.length === 0) return null;
  const rank = fraction * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  const high = sorted[Math.ceil(rank)] ?? Number.NaN;
  const value = low + (high - low) * (rank - Math.floor(rank));
  return { value };
}

/** Compares figure by figure; hours to the two decimals that are shown. */
export function compare(figures: readonly Figures[], wanted: Map<string | null, object>): void {
  expect(figures.map(({ group }) => group.code).sort()).toEqual([...wanted.keys()].sort());
  for (const { group, ...shown } of figures) {
    expect(withoutHours(shown)).toEqual(withoutHours(wanted.get(group.code)));
    compareHours(shown, wanted.get(group.code));
  }
}

function withoutHours(figures: object | undefined): object {
  return { ...figures, first_answer_hours: null, resolution_hours: null };
}

function compareHours(shown: object, wanted: unknown): void {
  for (const path of ['first_answer_hours', 'resolution_hours'].flatMap((name) => [
    [name, 'median'],
    [name, 'p90'],
  ])) {
    const value = at(shown, path);
    const right = at(wanted, path);
    if (right === null) expect(value).toBeNull();
    else expect(Math.abs(Number(value) - Number(at(right, ['value'])))).toBeLessThan(0.005_001);
    if (value !== null) expect(Number(Number(value).toFixed(2))).toBe(value);
  }
}

function at(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], from);
}
