import type { VNode } from 'preact';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import type { Language } from '../../routing/programme.ts';

/** The way to keep the page that is seen, with its period and filters, under a name. */
export function SaveView({ language, url }: { readonly language: Language; readonly url: string }): VNode {
  return (
    <p class="govuk-body no-print">
      <a class="govuk-link" href={`/monitor/views?of=${encodeURIComponent(url)}`}>
        {monitorWordsOf(language).watch.saveView}
      </a>
    </p>
  );
}
