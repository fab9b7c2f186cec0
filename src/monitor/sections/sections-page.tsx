import type { VNode } from 'preact';
import type { Answer } from '../../console/route.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
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
import type { SectionView } from './section-view.ts';

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
      {sections.map(({ name, title, about, table, chart, remark }) => (
        <Section key={name} name={name} title={title} about={about}>
          {chart === undefined ? null : <LineChart {...chart} />}
          {table === null ? null : chart === undefined ? (
            <CutTable language={language} here={here} table={table} />
          ) : (
            <AsTable language={language}>
              <NumberTable table={table} />
            </AsTable>
          )}
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

/** The file of a part that the address asks for; null: it asks for the page. */
export function answerSections(
  { here, sections }: Pick<SectionsProps, 'here' | 'sections'>,
  page: string,
): Answer | null {
  const tables = sections.flatMap(({ name, table }) =>
    table === null ? [] : [[name, () => linesOfTable(table)] as const],
  );
  const charts = sections.flatMap(({ name, table, chart }) => {
    if (chart !== undefined) return [[name, () => <LineChart {...chart} />] as const];
    return table?.bars === undefined ? [] : [[name, () => <BarPicture table={table} />] as const];
  });
  return answerDownload(here.asked, page, { tables: Object.fromEntries(tables), charts: Object.fromEntries(charts) });
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
  return (
    <>
      <NumberTable table={{ ...table, rows: rows.slice(0, USUAL_ROWS) }} />
      <p class="govuk-body">
        {`${words.first(USUAL_ROWS, rows.length)} `}
        <a class="govuk-link" href={`${monitorHref(path, asked, { rows: 'all' })}#${name}`}>
          {words.showAll(rows.length)}
        </a>
      </p>
    </>
  );
}
