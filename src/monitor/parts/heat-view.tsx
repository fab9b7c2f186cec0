import type { VNode } from 'preact';
import { showNumber } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { type HeatTable, mostOf, shadeOf } from './heat.ts';

/** A table in which the largest numbers are the darkest. Each number is printed; on a phone each row is a block of months. */
export function HeatView({ table, language }: { readonly table: HeatTable; readonly language: Language }): VNode {
  const { title, head, months, rows } = table;
  const most = mostOf(table);
  return (
    <table class="heat">
      <caption class="govuk-visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {months.map(({ short, full }) => (
            <th key={full} scope="col" class="number">
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, href, values }) => (
          <tr key={name}>
            <th scope="row">
              {href === undefined ? (
                name
              ) : (
                <a class="govuk-link" href={href}>
                  {name}
                </a>
              )}
            </th>
            {values.map((value, index) => {
              const { short = '', full = '' } = months[index] ?? {};
              return (
                <td key={full} class={`heat-${shadeOf(value, most)}`} data-label={short}>
                  {showNumber(language, value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
