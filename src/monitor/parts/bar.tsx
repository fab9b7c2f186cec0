import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { Bar as BarFigure, BarScale } from './figure-table.ts';

export const BAR_WIDTH = 220;
export const BAR_HEIGHT = 16;

interface BarProps {
  readonly bar: BarFigure | null;
  readonly scale: BarScale;
}

/** A bar inside a row of a table. The figures stand in the same row, so nobody has to be told of it. */
export function Bar(props: BarProps): VNode {
  return (
    <svg class="bar" viewBox={`0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`} aria-hidden="true" focusable="false">
      <BarShapes {...props} />
    </svg>
  );
}

/** Bar, whisker and the dotted line of the promise, in a field of `BAR_WIDTH` x `BAR_HEIGHT`. */
export function BarShapes({ bar, scale: { max, promise } }: BarProps): VNode {
  const scale = scaleLinear([0, max], [1, BAR_WIDTH - 2]).clamp(true);
  const at = (value: number) => Math.round(scale(value) * 10) / 10;
  return (
    <>
      {bar === null || bar.value <= 0 ? null : (
        <rect x="1" y="4" width={Math.max(1, at(bar.value) - 1)} height="8" fill="#5f998c" />
      )}
      {bar?.range ? (
        <path
          d={whisker(at(bar.range[0]), at(bar.range[1]), bar.range[1] <= max)}
          fill="none"
          stroke="#0b0c0c"
          stroke-width="1.5"
        />
      ) : null}
      {promise === null ? null : (
        <path
          d={`M${at(promise)} 0V${BAR_HEIGHT}`}
          fill="none"
          stroke="#0b0c0c"
          stroke-width="1.5"
          stroke-dasharray="2 2"
        />
      )}
    </>
  );
}

/** One that goes on beyond the field has no end there. */
function whisker(low: number, high: number, hasEnd: boolean): string {
  return `M${low} 8H${high}M${low} 4V12${hasEnd ? `M${high} 4V12` : ''}`;
}
