import type { Comparison } from './compare.ts';
import type { Generator } from './processes.ts';

/** What every measurement gets. */
export interface Bench {
  readonly generator: Generator;
  readonly seconds: number;
  /** Says what is going on. */
  readonly tell: (line: string) => void;
  /** Keeps what must be closed when the measurement ends, however it ends; gives it back. */
  readonly keep: <T extends { close(): Promise<void> }>(opened: T) => T;
}

/** One line of the table, and everything behind it for the JSON. */
export interface Finding {
  readonly name: string;
  readonly bare: string;
  readonly ours: string;
  readonly value: number;
  readonly unit: 'ratio' | 'of 500' | 's' | 'ms' | 'MB';
  /** What was asked for, and whether more or less is better. */
  readonly target: { readonly is: 'at least' | 'at most'; readonly value: number; readonly aim?: number };
  readonly details: object;
}

/** One measurement. */
export type Suite = (bench: Bench) => Promise<readonly Finding[]>;

/** The line of a comparison. */
export function compared(name: string, result: Comparison, target: Finding['target'], more: object = {}): Finding {
  return {
    name,
    bare: `${Math.round(result.barePerSecond)}/s`,
    ours: `${Math.round(result.oursPerSecond)}/s`,
    value: result.ratio,
    unit: 'ratio',
    target,
    details: { ...more, ...result },
  };
}

/** Whether a finding is what was asked for. */
export function isMet({ value, target }: Finding): boolean {
  return target.is === 'at least' ? value >= target.value : value <= target.value;
}
