import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

/** There is no such receipt, or it was shown long enough. */
export function OverPage({ visit }: { readonly visit: SignedInVisit }): VNode {
  const { intake: words } = wordsOf(visit.language);
  return (
    <Shell language={visit.language} title={words.over} caller={visit.caller} entry="intake">
      <h1 class="govuk-heading-l">{words.over}</h1>
      <p class="govuk-body">{words.overAbout}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/console/intake">
          {words.next}
        </a>
      </p>
    </Shell>
  );
}
