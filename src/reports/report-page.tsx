import type { VNode } from 'preact';
import type { Report, ReportTable } from './report.ts';

/** The report as HTML, to stand in a page or to be printed. */
export function ReportContent({ report }: { readonly report: Report }): VNode {
  return (
    <article class="yearly">
      <p class="office-above">{report.period}</p>
      {report.words.map((words) => (
        <p key={words} class="meta">
          {words}
        </p>
      ))}
      {report.sections.map(({ heading, words, tables }) => (
        <section key={heading}>
          <h2 class="govuk-heading-m">{heading}</h2>
          {words.map((said) => (
            <p key={said} class="govuk-body">
              {said}
            </p>
          ))}
          {tables.map((table) => (
            <TableOf key={table.caption} table={table} isAlone={tables.length === 1} />
          ))}
        </section>
      ))}
    </article>
  );
}

/** A table that stands alone under its heading needs no caption to be seen. */
function TableOf({ table, isAlone }: { readonly table: ReportTable; readonly isAlone: boolean }): VNode {
  const { caption, columns, rows } = table;
  return (
    <table class="rows">
      {isAlone ? (
        <caption class="govuk-visually-hidden">{caption}</caption>
      ) : (
        // A heading is no table caption to a browser: as one it would stand below the heads of the columns.
        <caption>
          <span class="govuk-heading-s">{caption}</span>
        </caption>
      )}
      <thead>
        <tr>
          {columns.map(({ title, isNumber }) => (
            <th key={title} scope="col" class={isNumber ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((text, index) =>
              index === 0 ? (
                <th key={text} scope="row" class="wide">
                  {text}
                </th>
              ) : (
                <td
                  key={columns[index]?.title}
                  class={columns[index]?.isNumber ? 'number' : undefined}
                  data-label={columns[index]?.title}
                >
                  {text}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
