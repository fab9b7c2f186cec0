import type { ComponentChildren, VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { type ReportView, shownReference } from '../report/report-view.ts';
import { Shell } from '../shell.tsx';

/** Where the page of a sealed report is. */
export function sealedPathOf({ grievance }: Pick<ReportView, 'grievance'>): string {
  return `/console/sealed/${grievance.reference}`;
}

/** The frame of the pages below a sealed report: its number and nothing of what it says, so that they are no look at it. */
export function SealedFrame({
  view,
  heading,
  hasErrors = false,
  children,
}: {
  readonly view: ReportView;
  readonly heading: string;
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  const { language, caller } = view;
  const reference = shownReference(view);
  return (
    <Shell language={language} title={`${heading}: ${reference}`} caller={caller} entry="sealed" hasErrors={hasErrors}>
      <a class="back" href={sealedPathOf(view)}>
        {wordsOf(language).sealed.toReport}
      </a>
      {children}
    </Shell>
  );
}

/** The number of the report above what is done on the page. */
export function SealedHeading({ view, text }: { readonly view: ReportView; readonly text: string }): VNode {
  return (
    <>
      <p class="office-above">
        <span class="reference">{shownReference(view)}</span>
      </p>
      <h1 class="govuk-heading-l">{text}</h1>
    </>
  );
}
