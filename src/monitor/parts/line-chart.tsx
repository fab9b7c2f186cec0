import { max } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { VNode } from 'preact';
import { showUpTo } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
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
  tenths,
  WIDTH,
} from './chart-field.ts';
import { LineLabels } from './line-labels.tsx';

/** Lines over months. Two at most: one is drawn whole, the other dashed. */
export interface LineChartProps {
  /** Its figures are written as in this language. */
  readonly language: Language;
  readonly name: string;
  readonly title: string;
  /** What the lines say, in words. */
  readonly description: string;
  /** Below the chart, one for each value, all different. */
  readonly months: readonly string[];
  readonly lines: readonly ChartLine[];
  /** A dotted line across, with its words; null: none. */
  readonly promise: { readonly value: number; readonly text: string } | null;
}

/**
 * A line chart as SVG that can stand in a page and by itself: every look is an attribute. Lines are told apart by their dash and
 * named where they end; where there is no figure there is a gap.
 */
export function LineChart({ language, name, title, description, months, lines, promise }: LineChartProps): VNode {
  const highest = max([...lines.flatMap(({ values }) => values), promise?.value ?? 0], (value) => value ?? 0) ?? 0;
  const y = scaleLinear([0, highest || 1], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const ticks = y.ticks(4).map((value) => ({ value, text: showUpTo(language, value, 2) }));
  const left = EDGE.left + Math.max(0, ...ticks.map(({ text }) => (text.length - FIGURES_AT_EDGE) * FIGURE_WIDTH));
  const x = scalePoint([...months], [left, WIDTH - EDGE.right]);
  const field = { x, y, left, months };
  const ids = { title: `${name}-svg-title`, description: `${name}-svg-description` };
  return (
    <svg
      class="chart"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${ids.title} ${ids.description}`}
    >
      <title id={ids.title}>{title}</title>
      <desc id={ids.description}>{description}</desc>
      <Axes {...field} ticks={ticks} />
      {lines.map((each, index) => (
        <Line key={each.name} field={field} line={each} look={lookOf(index)} />
      ))}
      {promise === null ? null : <Promised field={field} {...promise} />}
      <LineLabels field={field} lines={lines} />
    </svg>
  );
}

/** So many figures fit left of every chart; each one more needs room. */
const FIGURES_AT_EDGE = 2;
const FIGURE_WIDTH = 8;

interface Tick {
  readonly value: number;
  readonly text: string;
}

function Axes({ x, y, left, months, ticks }: Field & { readonly ticks: readonly Tick[] }): VNode {
  // As many names as fit beside each other; the last one ends where the chart does, so it needs half as much again.
  const longest = max(months, (month) => month.length) ?? 1;
  const step = Math.ceil((longest * 9 * 1.5) / Math.max(1, x.step()));
  return (
    <g {...TEXT} fill="#484949">
      {ticks.map(({ value, text }) => (
        <g key={value}>
          <path d={`M${left} ${tenths(y(value))}H${WIDTH - EDGE.right}`} stroke="#d5d7d6" />
          <text x={left - 8} y={tenths(y(value)) + 5} text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      {months.map((month, index) =>
        (months.length - 1 - index) % step === 0 ? (
          <text
            key={month}
            x={tenths(x(month) ?? 0)}
            y={HEIGHT - 8}
            text-anchor={index === months.length - 1 ? 'end' : 'middle'}
          >
            {month}
          </text>
        ) : null,
      )}
    </g>
  );
}

function Line({
  field,
  line: drawn,
  look,
}: {
  readonly field: Field;
  readonly line: ChartLine;
  readonly look: ReturnType<typeof lookOf>;
}): VNode {
  const points = pointsOf(field, drawn);
  const path = line<Point | null>(
    (point) => point?.x ?? 0,
    (point) => point?.y ?? 0,
  )
    .defined((point) => point !== null)
    .digits(1);
  // A line of one month has no length.
  const alone = points.filter((point, index) => point !== null && !points[index - 1] && !points[index + 1]);
  return (
    <g>
      <path d={path(points) ?? ''} fill="none" stroke={look.stroke} stroke-width="2.5" stroke-dasharray={look.dash} />
      {alone.map((point) =>
        point === null ? null : <circle key={point.x} cx={point.x} cy={point.y} r="3.5" fill={look.stroke} />,
      )}
    </g>
  );
}

function Promised({
  field: { y, left },
  value,
  text,
}: {
  readonly field: Field;
  readonly value: number;
  readonly text: string;
}): VNode {
  const at = tenths(y(value));
  return (
    <g {...TEXT} fill="#484949">
      <path d={`M${left} ${at}H${WIDTH - EDGE.right}`} stroke="#0b0c0c" stroke-width="1.5" stroke-dasharray="2 3" />
      <text x={left + 4} y={at - 5} {...HALO}>
        {text}
      </text>
    </g>
  );
}
