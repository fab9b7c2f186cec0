import type { ComponentChildren, VNode } from 'preact';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import type { Language } from '../../routing/programme.ts';

/** What a chart shows as figures, folded away below it; the console's script unfolds it on paper. */
export function AsTable({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{monitorWordsOf(language).frame.asTable}</span>
      </summary>
      {children}
    </details>
  );
}
