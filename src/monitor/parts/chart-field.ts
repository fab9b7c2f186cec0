import type { ScaleLinear, ScalePoint } from 'd3-scale';

/** One line: a figure for each month, null where there is none. */
export interface ChartLine {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Where the months and the figures of a chart stand. */
export interface Field {
  readonly x: ScalePoint<string>;
  readonly y: ScaleLinear<number, number>;
  /** Where the months begin, right of the figures. */
  readonly left: number;
  readonly months: readonly string[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

// Small enough that its letters can be read on a phone, where it is as wide as the screen.
export const WIDTH = 440;
export const HEIGHT = 250;
export const EDGE = { left: 34, right: 14, top: 22, bottom: 28 };

const FIRST = { stroke: '#0b5d4e', dash: undefined };
const SECOND = { stroke: '#7a3d00', dash: '8 4' };

/** How a line is drawn: the first whole, the others dashed. */
export function lookOf(index: number): typeof FIRST | typeof SECOND {
  return index === 0 ? FIRST : SECOND;
}

export const TEXT = {
  'font-family': 'system-ui, "Noto Sans", "Noto Sans Bengali", sans-serif',
  'font-size': 14,
} as const;

/** Letters over a line stay readable. */
export const HALO = { stroke: '#fff', 'stroke-width': 4, 'paint-order': 'stroke' } as const;

/** The place of each month's figure; null where there is none. */
export function pointsOf({ x, y, months }: Field, { values }: ChartLine): (Point | null)[] {
  return months.map((month, index) => {
    const value = values[index] ?? null;
    return value === null ? null : { x: tenths(x(month) ?? 0), y: tenths(y(value)) };
  });
}

/** To a tenth: more digits are bytes that nobody sees. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
