import type { VNode } from 'preact';
import { Bar } from './bar.tsx';
import type { FigureLine, FigureTable } from './figure-table.ts';

/** Beside more of them bars are short, so that a page is wide enough, also on paper. */
const MANY_COLUMNS = 6;

/** A table of figures, with a bar in each row where it has a scale. Rows become blocks on a phone. */
export function NumberTable({ table }: { readonly table: FigureTable }): VNode {
  const { title, head, columns, rows, bars } = table;
  return (
    <table class={bars !== undefined && columns.length > MANY_COLUMNS ? 'rows figures figures--wide' : 'rows figures'}>
      <caption class="govuk-visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {bars === undefined ? null : <td aria-hidden="true" />}
          {columns.map(({ text, isText }) => (
            <th key={text} scope="col" class={isText ? undefined : 'number'}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.name} row={row} table={table} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, table: { columns, bars } }: { readonly row: FigureLine; readonly table: FigureTable }): VNode {
  return (
    <tr>
      <th scope="row">
        {row.href === undefined ? (
          row.name
        ) : (
          <a class="govuk-link" href={row.href}>
            {row.name}
          </a>
        )}
      </th>
      {bars === undefined ? null : (
        <td class="bar-cell" aria-hidden="true">
          {row.bar ? <Bar bar={row.bar} scale={bars} /> : null}
        </td>
      )}
      {columns.map(({ text, isText }, index) => (
        <td key={text} class={isText ? undefined : 'number'} data-label={text}>
          {row.cells[index]?.text}
        </td>
      ))}
    </tr>
  );
}
