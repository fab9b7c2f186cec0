import type { VNode } from 'preact';
import { languageTag } from '../../locales/language-tag.ts';
import { type ReportView, shownReference, titleOf } from './report-view.ts';

/** Two reports side by side, before one of them is closed as the same as the other. */
export function MergeSides({ view, other }: { readonly view: ReportView; readonly other: ReportView }): VNode {
  return (
    <div class="two">
      <Side view={view} heading={view.words.thisOne} />
      <Side view={other} heading={view.words.otherOne} />
    </div>
  );
}

function Side({ view, heading }: { readonly view: ReportView; readonly heading: string }): VNode {
  const { grievance, words, voice } = view;
  return (
    <section>
      <h2 class="govuk-heading-m">{heading}</h2>
      <p class="govuk-body">
        <span class="reference">{shownReference(view)}</span> {titleOf(view)}
      </p>
      <div class="preview" lang={languageTag(grievance.language)}>
        {grievance.text}
      </div>
      <p class="meta">
        {[voice.moment(grievance.filed_at), words.others(grievance.joiners), words.statuses[grievance.status]].join(
          ', ',
        )}
      </p>
    </section>
  );
}
