import type { ComponentChildren, VNode } from 'preact';

/** One column: its heading, and how its cells look. */
export interface Column {
  readonly text: string;
  /** `wide`: what the row is about; `number`: at the right; `end`: what can be done, its heading is only heard. */
  readonly is?: 'wide' | 'number' | 'end' | 'key';
  /** On a narrow screen, where there are no headings, the cell says what it is; numbers always do. */
  readonly isLabelled?: boolean;
}

/** One row: a cell for each column. */
export interface TableRow {
  readonly key: string;
  readonly cells: readonly ComponentChildren[];
}

/** A table of a page; each row becomes a block where the screen is narrow. */
export function RowsTable({
  columns,
  rows,
  caption,
}: {
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** Only heard; left out where a heading above says it. */
  readonly caption?: string;
}): VNode {
  return (
    <table class="rows">
      {caption === undefined ? null : <caption class="govuk-visually-hidden">{caption}</caption>}
      <thead>
        <tr>
          {columns.map(({ text, is }) => (
            <th key={text} scope="col" class={is === 'number' ? 'number' : undefined}>
              {is === 'end' ? <span class="govuk-visually-hidden">{text}</span> : text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {columns.map(({ text, is, isLabelled }, index) => (
              <td
                key={text}
                class={is === 'key' ? 'reference' : is}
                data-label={is === 'number' || isLabelled ? text : undefined}
              >
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
