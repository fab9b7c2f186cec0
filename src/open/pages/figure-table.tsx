import type { VNode } from 'preact';
import { openWordsOf } from '../../locales/open/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { FIGURE_COLUMNS, type OfficeRow } from '../release/open-release.ts';

type Column = (typeof FIGURE_COLUMNS)[number] | 'year';

/** A line of a table: what it is of, and its figures; `year` only where the table has it. */
export interface FigureLine extends Pick<OfficeRow, (typeof FIGURE_COLUMNS)[number]> {
  readonly key: string;
  readonly name: VNode | string;
  readonly year?: number;
}

interface FigureTableProps {
  readonly language: Language;
  readonly caption: string;
  /** What the first column is of. */
  readonly of: 'area' | 'office' | 'category' | 'month';
  readonly lines: readonly FigureLine[];
}

/** Published figures as a table, whose rows become blocks on a phone. Always numbers or words, never colours alone. */
export function FigureTable({ language, caption, of, lines }: FigureTableProps): VNode {
  const words = openWordsOf(language);
  const columns: Column[] = lines.some(({ year }) => year !== undefined)
    ? [...FIGURE_COLUMNS, 'year']
    : [...FIGURE_COLUMNS];
  return (
    <table class="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.name[of]}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.name}</th>
            {columns.map((column) => (
              <td key={column}>
                <span class="label">{words.columns[column]} </span>
                {say(line, column, language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const DAY_HOURS = 24;
/** From here on days are easier to read than hours. */
const LONG_HOURS = 72;

function say(line: FigureLine, column: Column, language: Language): string {
  const words = openWordsOf(language);
  const value = line[column] ?? null;
  if (value === null) return words.hidden;
  if (value === 'few' || value === 'most') return words[value];
  if (column !== 'median_hours') return showNumber(language, value);
  if (value < LONG_HOURS) return words.hours(showNumber(language, value));
  return words.days(showNumber(language, Math.round(value / DAY_HOURS)));
}
