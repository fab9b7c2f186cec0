import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { Button, Hidden } from '../parts/fields.tsx';
import { Shell } from '../shell.tsx';
import type { LostForm } from './lost-form.ts';

/** What she had written when her session ended, and one button to send it. */
export function RestorePage({
  caller,
  language,
  lost,
}: {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly lost: LostForm;
}): VNode {
  const words = wordsOf(language).signIn;
  return (
    <Shell language={language} title={words.restoreTitle} caller={caller}>
      <h1 class="govuk-heading-l">{words.restoreTitle}</h1>
      <p class="govuk-body">{words.restoreAbout}</p>
      {lost.fields
        .filter(([, value]) => isWritten(value))
        .map(([name, value]) => (
          <blockquote key={name} class="govuk-inset-text words">
            {value}
          </blockquote>
        ))}
      <form method="post" action={lost.path} class="actions">
        {lost.fields.map(([name, value], index) => (
          <Hidden key={`${index} ${name}`} name={name} value={value} />
        ))}
        <Button text={words.restoreSend} />
        <a class="govuk-link" href="/console">
          {words.restoreLeave}
        </a>
      </form>
    </Shell>
  );
}

/** Ids and choices are single words; what a person wrote has spaces. */
function isWritten(value: string): boolean {
  return /\S\s+\S/.test(value.trim());
}
