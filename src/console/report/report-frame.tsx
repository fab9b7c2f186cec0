import type { ComponentChildren, VNode } from 'preact';
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
      {heading === null ? null : (
        <a class="back" href={pathOf(view.grievance)}>
          {view.words.toReport}
        </a>
      )}
      {children}
    </Shell>
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
