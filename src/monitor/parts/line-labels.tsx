import type { VNode } from 'preact';
import {
  type ChartLine,
  EDGE,
  type Field,
  HALO,
  HEIGHT,
  lookOf,
  type Point,
  pointsOf,
  TEXT,
  WIDTH,
} from './chart-field.ts';

const LABEL_HEIGHT = 16;
/** How far left of a line's end its name reaches. */
const LABEL_WIDTH = 96;

/** Lines are named at their ends in the order in which they end: the upper one above all that is there, the lower one below it or between. */
export function LineLabels({ field, lines }: { readonly field: Field; readonly lines: readonly ChartLine[] }): VNode {
  const ends = lines.flatMap((each, index) => {
    const points = pointsOf(field, each).filter((point) => point !== null);
    const end = points.at(-1);
    if (end === undefined) return [];
    const left = end.x - LABEL_WIDTH;
    const near = [...points.filter(({ x }) => x >= left), ...crossing(points, left)].map(({ y }) => y);
    return [{ name: each.name, end, look: lookOf(index), top: Math.min(...near), bottom: Math.max(...near) }];
  });
  const highest = Math.min(...ends.map(({ top }) => top));
  const lowest = Math.max(...ends.map(({ bottom }) => bottom));
  const [upper] = [...ends].sort((one, other) => one.end.y - other.end.y);
  return (
    <g {...TEXT} font-weight="700">
      {ends.map(({ name, end, look, top }) => {
        const isUpper = name === upper?.name;
        const isBetween = upper !== undefined && top - LABEL_HEIGHT - 4 >= upper.bottom;
        const below = Math.min(lowest + LABEL_HEIGHT, HEIGHT - EDGE.bottom - 3);
        const above = Math.max((isUpper ? highest : top) - 8, LABEL_HEIGHT - 3);
        return (
          <text
            key={name}
            x={end.x}
            y={isUpper || isBetween ? above : below}
            text-anchor={end.x < WIDTH / 3 ? 'start' : 'end'}
            fill={look.stroke}
            {...HALO}
          >
            {name}
          </text>
        );
      })}
    </g>
  );
}

/** Where a line crosses a place between two of its points. */
function crossing(points: readonly Point[], x: number): Point[] {
  const after = points.findIndex((point) => point.x >= x);
  const [one, other] = [points[after - 1], points[after]];
  if (one === undefined || other === undefined || one.x === other.x) return [];
  return [{ x, y: one.y + ((x - one.x) / (other.x - one.x)) * (other.y - one.y) }];
}
