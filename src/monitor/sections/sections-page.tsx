import type { VNode } from 'preact';
import type { Answer } from '../../console/route.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { answerDownload } from '../parts/answer-download.tsx';
import { AsTable } from '../parts/as-table.tsx';
import { Downloads, type Here } from '../parts/downloads.tsx';
import { type FigureTable, linesOfTable } from '../parts/figure-table.ts';
import { LineChart } from '../parts/line-chart.tsx';
import { NumberTable } from '../parts/number-table.tsx';
import { Section } from '../parts/section.tsx';
import { BarPicture } from '../parts/table-pictures.tsx';
import { monitorHref } from '../scope/scope-query.ts';
import type { Paging, SectionView } from './section-view.ts';

/** Rows of a long table that are shown unless all are asked for. */
const USUAL_ROWS = 25;

interface SectionsProps {
  readonly language: Language;
  readonly here: Here;
  readonly sections: readonly SectionView[];
}

/** The parts of a page one below the other, each with its files. */
export function Sections({ language, here, sections }: SectionsProps): VNode {
  return (
    <>
      {sections.map(({ name, title, about, table, chart, remark, pages }) => (
        <Section key={name} name={name} title={title} about={about}>
          {chart === undefined ? null : <LineChart {...chart} />}
          {table === null ? null : chart === undefined ? (
            <CutTable language={language} here={here} table={table} />
          ) : (
            <AsTable language={language}>
              <NumberTable table={table} />
            </AsTable>
          )}
          {pages === undefined ? null : <Pages language={language} here={here} name={name} pages={pages} />}
          {remark === undefined ? null : <p class="govuk-body lines">{remark}</p>}
          {table === null ? null : (
            <Downloads
              language={language}
              here={here}
              title={title}
              table={name}
              {...(isDrawn({ table, chart }) ? { chart: name } : {})}
            />
          )}
        </Section>
      ))}
    </>
  );
}

/** The ways to the rows before and after those that are shown. */
function Pages({
  language,
  here: { path, asked },
  name,
  pages: { page, pages, size },
}: Omit<SectionsProps, 'sections'> & { readonly name: string; readonly pages: Paging }): VNode | null {
  const { inbox: words } = wordsOf(language);
  const { projects } = monitorWordsOf(language);
  const href = (to: number) => `${monitorHref(path, asked, { page: to === 1 ? '' : String(to) })}#${name}`;
  if (pages === 1) return null;
  return (
    <nav class="pages" aria-label={words.pages}>
      {page === 1 ? null : (
        <a rel="prev" href={href(page - 1)}>
          {words.previous(size)}
        </a>
      )}
      <span>{projects.page(showNumber(language, page), showNumber(language, pages))}</span>
      {page === pages ? null : (
        <a rel="next" href={href(page + 1)}>
          {words.following(size)}
        </a>
      )}
    </nav>
  );
}

/** The file of a part that the address asks for; null: it asks for the page. */
export function answerSections(
  { here, sections, of }: Pick<SectionsProps, 'here' | 'sections'> & { readonly of: readonly string[] },
  page: string,
): Answer | null {
  const tables = sections.flatMap(({ name, table }) =>
    table === null ? [] : [[name, () => linesOfTable(table)] as const],
  );
  const charts = sections.flatMap(({ name, table, chart }) => {
    if (chart !== undefined) return [[name, () => <LineChart {...chart} />] as const];
    return table?.bars === undefined ? [] : [[name, () => <BarPicture table={table} />] as const];
  });
  return answerDownload(here.asked, page, {
    tables: Object.fromEntries(tables),
    charts: Object.fromEntries(charts),
    of,
  });
}

function isDrawn({ table, chart }: Pick<SectionView, 'table' | 'chart'>): boolean {
  return chart !== undefined || table?.bars !== undefined;
}

/** A table whose first rows are shown; its file has all of them. */
function CutTable({
  language,
  here: { path, asked },
  table,
}: Omit<SectionsProps, 'sections'> & { readonly table: FigureTable }): VNode {
  const { figures: words } = monitorWordsOf(language);
  const { rows, name } = table;
  if (rows.length <= USUAL_ROWS || asked.rows === 'all') return <NumberTable table={table} />;
  const all = showNumber(language, rows.length);
  return (
    <>
      <NumberTable table={{ ...table, rows: rows.slice(0, USUAL_ROWS) }} />
      <p class="govuk-body">
        {`${words.first(String(USUAL_ROWS), all)} `}
        <a class="govuk-link" href={`${monitorHref(path, asked, { rows: 'all' })}#${name}`}>
          {words.showAll(all)}
        </a>
      </p>
    </>
  );
}
