import type { ComponentChildren, VNode } from 'preact';
import { ErrorSummary } from '../../console/parts/fields.tsx';
import { Shell } from '../../console/shell.tsx';
import { localeOf, showMoment } from '../../locales/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { monitorHref } from '../scope/scope-query.ts';
import { SaveView } from '../watch/save-view.tsx';
import { MONITOR_PAGES } from './pages.ts';
import { hasForm, ScopeForm, type ScopeFormProps } from './scope-form.tsx';

export interface MonitorFrameProps extends ScopeFormProps {
  readonly title: string;
  /** What the figures are of, from the largest: programme or area, office, period. Printed as the head of a report. */
  readonly of: readonly string[];
  /** When what is shown was counted; null: nothing is shown. */
  readonly counted: Date | null;
  /** Whether changes wait to be counted. */
  readonly isBehind?: boolean;
  /** What is wrong with another form of the page, besides `errors` of its address. */
  readonly formErrors?: readonly { readonly name: string; readonly message: string }[];
  readonly children: ComponentChildren;
}

/**
 * What stands around every page of the monitor: the pages of figures, what these figures are of, period and filters, and when they
 * were counted. Prints as a report.
 */
export function MonitorFrame({
  title,
  of,
  counted,
  isBehind = false,
  formErrors = [],
  children,
  ...form
}: MonitorFrameProps): VNode {
  const { caller, language, here, errors } = form;
  const words = monitorWordsOf(language);
  const allErrors = [...errors, ...formErrors];
  return (
    <Shell language={language} title={title} caller={caller} entry="figures" hasErrors={allErrors.length > 0}>
      <ErrorSummary language={language} errors={allErrors} />
      <nav aria-label={words.frame.navigation}>
        <ul class="choices">
          {MONITOR_PAGES.filter(({ isFor }) => isFor?.(caller) ?? true).map((page) => (
            <li key={page.path}>
              <a href={page.path} aria-current={page.path === here.path ? 'page' : undefined}>
                {page.title(words)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h1 class="govuk-heading-l figures-title">{title}</h1>
      {of.length === 0 ? null : <p class="office-above">{of.join(' · ')}</p>}
      <ScopeForm {...form} />
      {counted === null || !hasForm(form) ? null : (
        <SaveView language={language} url={monitorHref(here.path, here.asked, {})} />
      )}
      {children}
      {counted === null ? null : (
        <p class="meta">
          {words.frame.counted(showMoment(localeOf(language), counted, caller.programme.calendar.timeZone))}
          {isBehind ? ` ${words.frame.waiting}` : null}
        </p>
      )}
    </Shell>
  );
}
