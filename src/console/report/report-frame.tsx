import type { ComponentChildren, VNode } from 'preact';
import { mayDo } from '../../accounts/scope.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { Shell } from '../shell.tsx';
import { pathOf, type ReportView, shownReference, titleOf } from './report-view.ts';

/** The frame of every page about one report: the way back, its number, the heading. */
export function ReportFrame({
  view,
  heading,
  hasErrors = false,
  children,
}: {
  readonly view: ReportView;
  /** What is done on this page; null: it is the report's own. */
  readonly heading: string | null;
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  const reference = shownReference(view);
  const title = titleOf(view);
  return (
    <Shell
      language={view.language}
      title={heading === null ? `${reference} ${title}` : `${heading}: ${reference}`}
      caller={view.caller}
      hasErrors={hasErrors}
    >
      {heading === null ? (
        <Up view={view} />
      ) : (
        <a class="back" href={pathOf(view.grievance)}>
          {view.words.toReport}
        </a>
      )}
      {children}
    </Shell>
  );
}

/** The list that reports are opened from: whoever answers none comes from what is at triage, or at the top of the ladder. */
function Up({ view: { caller, language } }: { readonly view: ReportView }): VNode {
  const { shell } = wordsOf(language);
  const lists = [
    { needs: 'acknowledge', href: '/console', text: shell.inbox },
    { needs: 'read_triage', href: '/console/triage', text: shell.triage },
    { needs: 'read_letters', href: '/console/letters', text: shell.letters },
  ] as const;
  const list = lists.find(({ needs }) => mayDo(caller.role, needs)) ?? lists[0];
  return (
    <a class="back" href={list.href}>
      {list.text}
    </a>
  );
}

/** The number of the report above a heading, and what it is about. */
export function Heading({ view, text }: { readonly view: ReportView; readonly text: string | null }): VNode {
  return (
    <>
      <p class="office-above">
        <span class="reference">{shownReference(view)}</span>
        {text === null ? null : ` ${titleOf(view)}`}
      </p>
      <h1 class="govuk-heading-l">{text ?? titleOf(view)}</h1>
    </>
  );
}
