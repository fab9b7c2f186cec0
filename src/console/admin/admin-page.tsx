import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { Shell } from '../shell.tsx';

const PAGES = ['people', 'offices', 'categories', 'texts', 'replies', 'holidays', 'projects', 'changes'] as const;

/** Where administration begins: one line for each thing that can be changed. */
export function AdminPage({
  caller,
  language,
}: {
  readonly caller: AccountCaller;
  readonly language: Language;
}): VNode {
  const { admin } = wordsOf(language);
  return (
    <Shell language={language} title={admin.title} caller={caller} entry="admin">
      <p class="office-above">{nameIn(caller.programme.titles, language)}</p>
      <h1 class="govuk-heading-l">{admin.title}</h1>
      <dl class="govuk-summary-list">
        {PAGES.map((page) => (
          <div key={page} class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">
              <a class="govuk-link" href={`/console/admin/${page}`}>
                {admin[page]}
              </a>
            </dt>
            <dd class="govuk-summary-list__value">{admin[`${page}About`]}</dd>
          </div>
        ))}
      </dl>
    </Shell>
  );
}
