import type { VNode } from 'preact';
import type { ErrorCode } from '../errors.ts';
import { wordsOf } from '../locales/console/index.ts';
import type { Language } from '../routing/programme.ts';
import { Shell } from './shell.tsx';

/** What went wrong and what to do about it. */
export function ErrorPage({ language, code, id }: { language: Language; code: ErrorCode; id: string }): VNode {
  const { shell } = wordsOf(language);
  const [title = '', mend = ''] = shell.errors[code];
  return (
    <Shell language={language} title={title} caller={null} hasErrors>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{mend}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/console">
          {shell.inbox}
        </a>
      </p>
      {code === 'internal' ? <p class="govuk-body-s">{shell.errorId(id)}</p> : null}
    </Shell>
  );
}
