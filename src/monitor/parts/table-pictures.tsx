import { cumsum } from 'd3-array';
import type { VNode } from 'preact';
import { BAR_HEIGHT, BAR_WIDTH, BarShapes } from './bar.tsx';
import type { FigureTable } from './figure-table.ts';
import { type HeatTable, mostOf, shadeOf } from './heat.ts';

const TEXT = { 'font-family': 'system-ui, "Noto Sans", "Noto Sans Bengali", sans-serif', 'font-size': 14 } as const;
const ROW = 26;
const TOP = 30;
const NAME_WIDTH = 320;
/** The narrowest column; a longer heading makes its own as wide as it is. */
const COLUMN = 90;
const HEADING_LETTER = 8.6;
const GAP = 20;

/** A table with bars as a picture that stands by itself: the same rows, names and figures. */
export function BarPicture({ table }: { readonly table: FigureTable }): VNode {
  const { title, columns, rows, bars = { max: 1, promise: null } } = table;
  const shown = columns.map((column, index) => ({ ...column, index })).filter(({ isText }) => !isText);
  const widths = shown.map(({ text, index }) => {
    const letters = Math.max(text.length, ...rows.map(({ cells }) => cells[index]?.text.length ?? 0));
    return Math.max(COLUMN, Math.ceil(letters * HEADING_LETTER) + GAP);
  });
  const ends = [...cumsum([NAME_WIDTH + BAR_WIDTH, ...widths])];
  const right = (place: number) => ends[place + 1] ?? 0;
  return (
    <Picture
      title={title}
      description={rows.map(sentence).join(' ')}
      width={right(shown.length - 1) + 16}
      rows={rows.length}
    >
      {shown.map(({ text }, place) => (
        <text key={text} x={right(place)} y={TOP - 10} text-anchor="end" font-weight="700">
          {text}
        </text>
      ))}
      {rows.map(({ name, bar = null, cells }, index) => (
        <g key={name} transform={`translate(0 ${TOP + index * ROW})`}>
          <text x="8" y="18">
            {shorten(name, 44)}
          </text>
          <g transform={`translate(${NAME_WIDTH} ${(ROW - BAR_HEIGHT) / 2})`}>
            <BarShapes bar={bar} scale={bars} />
          </g>
          {shown.map(({ text, index: column }, place) => (
            <text key={text} x={right(place)} y="18" text-anchor="end">
              {cells[column]?.text}
            </text>
          ))}
        </g>
      ))}
    </Picture>
  );
}

/** White, and darker and darker; letters are white on the last two. */
const SHADE_FILLS = ['#ffffff', '#d7e6e2', '#a3c7bd', '#2f7a6a', '#05322a'] as const;
const CELL = 62;

/** A heat table as a picture that stands by itself. */
export function HeatPicture({ table }: { readonly table: HeatTable }): VNode {
  const { title, months, rows } = table;
  const most = mostOf(table);
  const description = rows.map(({ name, values }) => `${name}: ${values.join(', ')}.`).join(' ');
  return (
    <Picture title={title} description={description} width={NAME_WIDTH + months.length * CELL + 16} rows={rows.length}>
      {months.map(({ full, short }, index) => (
        <text key={full} x={NAME_WIDTH + (index + 0.5) * CELL} y={TOP - 10} text-anchor="middle" font-weight="700">
          {short}
        </text>
      ))}
      {rows.map(({ name, values }, row) => (
        <g key={name} transform={`translate(0 ${TOP + row * ROW})`}>
          <text x="8" y="18">
            {shorten(name, 44)}
          </text>
          {values.map((value, index) => {
            const shade = shadeOf(value, most);
            const x = NAME_WIDTH + index * CELL;
            return (
              <g key={months[index]?.full}>
                <rect x={x} y="0" width={CELL - 2} height={ROW - 2} fill={SHADE_FILLS[shade]} stroke="#d5d7d6" />
                <text x={x + CELL / 2} y="17" text-anchor="middle" fill={shade > 2 ? '#fff' : '#0b0c0c'}>
                  {value}
                </text>
              </g>
            );
          })}
        </g>
      ))}
    </Picture>
  );
}

function Picture({
  title,
  description,
  width,
  rows,
  children,
}: {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly rows: number;
  readonly children: (VNode | VNode[])[];
}): VNode {
  const height = TOP + rows * ROW + 12;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="picture-title picture-description"
      {...TEXT}
      fill="#0b0c0c"
    >
      <title id="picture-title">{title}</title>
      <desc id="picture-description">{description}</desc>
      {children}
    </svg>
  );
}

function sentence({ name, cells }: FigureTable['rows'][number]): string {
  return `${name}: ${cells.map(({ text }) => text).join(', ')}.`;
}

function shorten(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
