import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { Passed } from '../../db/watches.ts';
import { workingDayMinutes } from '../../figures/working-day.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import type { Here } from '../parts/downloads.tsx';
import { MonitorFrame } from '../parts/monitor-frame.tsx';
import { NothingHere } from '../parts/nothing-here.tsx';
import { sayScope } from '../parts/say-scope.ts';
import { showMonth } from '../parts/show-month.ts';
import { lastMonthOf } from '../scope/period.ts';
import { type Scope, type ScopeError, thisMonth } from '../scope/read-scope.ts';
import type { ScopeField } from '../scope/scope-query.ts';
import { PassedLimits } from '../watch/passed-limits.tsx';
import { Late, Months, Offices, Outcomes, Parts, Summary } from './figures-sections.tsx';
import type { FiguresView } from './figures-view.ts';

interface PageProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  readonly now: Date;
}

/** What can be asked for. */
export const FIELDS: readonly ScopeField[] = ['area', 'office', 'category', 'times'];

/** How long people wait: in short, by month, office, area and category, and what became of their reports. */
export function FiguresPage({
  view,
  scope,
  isBehind,
  nearest,
  passed,
  ...page
}: PageProps & {
  /** Null: nothing was received. */
  readonly view: FiguresView | null;
  readonly scope: Scope;
  readonly isBehind: boolean;
  readonly nearest: string | null;
  /** Offices beyond her limits. */
  readonly passed: readonly Passed[];
}): VNode {
  const { caller, language, here, now } = page;
  const { figures: words } = monitorWordsOf(language);
  return (
    <MonitorFrame
      {...page}
      title={words.title}
      fields={FIELDS}
      errors={[]}
      of={sayScope(language, scope)}
      counted={now}
      isBehind={isBehind}
    >
      <PassedLimits caller={caller} language={language} passed={passed} />
      {view === null ? (
        <NothingHere language={language} here={here} period={scope.period} nearest={nearest} />
      ) : (
        <>
          {scope.office === null ? null : (
            <p class="govuk-body">{words.ofOffice(nameIn(scope.office.names, language))}</p>
          )}
          <Summary language={language} here={here} summary={view.summary} />
          <p class="meta lines">{aboutDays(caller, language, scope, now)}</p>
          <Months language={language} here={here} view={view} />
          <Offices language={language} here={here} view={view} />
          <Parts language={language} here={here} table={view.areas} promise={view.promise} />
          <Parts language={language} here={here} table={view.categories} promise={view.promise} />
          <Late language={language} here={here} view={view} />
          <Outcomes language={language} here={here} view={view} />
        </>
      )}
    </MonitorFrame>
  );
}

/** The same page with what is wrong with its address, and all that was asked for. */
export function FiguresErrorPage({ errors, ...page }: PageProps & { readonly errors: readonly ScopeError[] }): VNode {
  const { figures: words } = monitorWordsOf(page.language);
  return (
    <MonitorFrame {...page} title={words.title} fields={FIELDS} errors={errors} of={[]} counted={null}>
      {null}
    </MonitorFrame>
  );
}

function aboutDays(caller: AccountCaller, language: Language, { times, period }: Scope, now: Date): string {
  const { figures: words } = monitorWordsOf(language);
  const last = lastMonthOf(period);
  const days = times === 'calendar' ? words.calendar : aboutWorkingDays(caller, language);
  return last === thisMonth(caller, now) ? `${days} ${words.unfinished(showMonth(language, last))}` : days;
}

function aboutWorkingDays({ programme }: AccountCaller, language: Language): string {
  const { figures: words } = monitorWordsOf(language);
  const hours = workingDayMinutes(programme.calendar.hours) / 60;
  return words.working(showNumber(language, hours, Number.isInteger(hours) ? 0 : 1));
}
