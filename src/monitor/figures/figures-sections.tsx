import type { VNode } from 'preact';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { Language } from '../../routing/programme.ts';
import { AsTable } from '../parts/as-table.tsx';
import { Downloads, type Here } from '../parts/downloads.tsx';
import type { FigureTable } from '../parts/figure-table.ts';
import { HeatView } from '../parts/heat-view.tsx';
import { LineChart } from '../parts/line-chart.tsx';
import { NumberTable } from '../parts/number-table.tsx';
import { Section } from '../parts/section.tsx';
import { monitorHref } from '../scope/scope-query.ts';
import type { FiguresView } from './figures-view.ts';
import { FEWEST_ANSWERS } from './rank-offices.ts';
import type { Told } from './summarise.ts';

/** Rows of a long table that are shown unless all are asked for. */
const USUAL_ROWS = 25;

interface PartProps {
  readonly language: Language;
  readonly here: Here;
}

/** The figures in short, each with how it was before. */
export function Summary({ language, here, summary }: PartProps & { readonly summary: readonly Told[] }): VNode {
  const { figures: words } = monitorWordsOf(language);
  return (
    <section aria-label={words.summary}>
      <ul class="counts counts--told">
        {summary.map(({ name, now, compared }) => (
          <li key={name}>
            <strong>{now.text}</strong> {name}
            <span class="meta">{compared}</span>
          </li>
        ))}
      </ul>
      <Downloads language={language} here={here} title={words.summary} table="summary" />
    </section>
  );
}

/** First answer and resolution by month: lines, and the same as a table. */
export function Months({ language, here, view: { chart, months } }: PartProps & { readonly view: FiguresView }): VNode {
  const { figures: words } = monitorWordsOf(language);
  return (
    <Section name="months" title={chart.title} about={words.monthsAbout}>
      <LineChart {...chart} />
      <AsTable language={language}>
        <NumberTable table={months} />
      </AsTable>
      <Downloads language={language} here={here} title={chart.title} table="months" chart="months" />
    </Section>
  );
}

/** The league of offices, and apart from it those that have no rank. */
export function Offices({ language, here, view }: PartProps & { readonly view: FiguresView }): VNode | null {
  const { figures: words } = monitorWordsOf(language);
  const { league, unranked, promise } = view;
  if (league === null || unranked === null) return null;
  const about = [words.leagueAbout, ...promiseLine(language, promise)].join(' ');
  return (
    <>
      {league.rows.length === 0 ? null : (
        <Section name="offices" title={league.title} about={about}>
          <CutTable language={language} here={here} table={league} />
          <Downloads language={language} here={here} title={league.title} table="offices" chart="offices" />
        </Section>
      )}
      {unranked.rows.length === 0 ? null : (
        <Section
          name="unranked"
          title={league.rows.length === 0 ? league.title : unranked.title}
          about={words.unrankedAbout(FEWEST_ANSWERS)}
        >
          <CutTable language={language} here={here} table={unranked} />
          <Downloads language={language} here={here} title={unranked.title} table="unranked" />
        </Section>
      )}
    </>
  );
}

/** The parts of an area or a category, each leading to its own page. */
export function Parts({
  language,
  here,
  table,
  promise,
}: PartProps & { readonly table: FigureTable | null; readonly promise: number | null }): VNode | null {
  if (table === null) return null;
  const { name, title } = table;
  return (
    <Section name={name} title={title} about={promiseLine(language, promise).join(' ') || undefined}>
      <CutTable language={language} here={here} table={table} />
      <Downloads language={language} here={here} title={title} table={name} chart={name} />
    </Section>
  );
}

/** Late reports by office and month. */
export function Late({ language, here, view: { heat, late } }: PartProps & { readonly view: FiguresView }): VNode {
  const { figures: words } = monitorWordsOf(language);
  const isCut = heat.rows.length > USUAL_ROWS && here.asked.rows !== 'all';
  return (
    <Section
      name="late"
      title={heat.title}
      about={late === 0 ? words.lateNone : words.lateAbout(late, showNumber(language, late))}
    >
      {heat.rows.length === 0 ? null : (
        <>
          <HeatView language={language} table={isCut ? { ...heat, rows: heat.rows.slice(0, USUAL_ROWS) } : heat} />
          {isCut ? <More language={language} here={here} name="late" count={heat.rows.length} /> : null}
          <Downloads language={language} here={here} title={heat.title} table="late" chart="late" />
        </>
      )}
    </Section>
  );
}

/** A table whose first rows are shown; its file has all of them. */
function CutTable({ language, here, table }: PartProps & { readonly table: FigureTable }): VNode {
  const { rows, name } = table;
  if (rows.length <= USUAL_ROWS || here.asked.rows === 'all') return <NumberTable table={table} />;
  return (
    <>
      <NumberTable table={{ ...table, rows: rows.slice(0, USUAL_ROWS) }} />
      <More language={language} here={here} name={name} count={rows.length} />
    </>
  );
}

function More({ language, here, name, count }: PartProps & { readonly name: string; readonly count: number }): VNode {
  const { figures: words } = monitorWordsOf(language);
  const all = showNumber(language, count);
  return (
    <p class="govuk-body">
      {`${words.first(String(USUAL_ROWS), all)} `}
      <a class="govuk-link" href={`${monitorHref(here.path, here.asked, { rows: 'all' })}#${name}`}>
        {words.showAll(all)}
      </a>
    </p>
  );
}

function promiseLine(language: Language, promise: number | null): string[] {
  return promise === null ? [] : [monitorWordsOf(language).figures.promiseLine(showNumber(language, promise, 1))];
}

/** What became of the reports. */
export function Outcomes({ language, here, view: { outcomes } }: PartProps & { readonly view: FiguresView }): VNode {
  const { figures: words } = monitorWordsOf(language);
  return (
    <Section name="outcomes" title={outcomes.title} about={words.outcomesAbout}>
      <NumberTable table={outcomes} />
      <Downloads language={language} here={here} title={outcomes.title} table="outcomes" chart="outcomes" />
    </Section>
  );
}
