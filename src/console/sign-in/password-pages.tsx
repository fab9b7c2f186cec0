import type { ComponentChildren, VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { Button, ErrorSummary, TextField } from '../parts/fields.tsx';
import { Shell } from '../shell.tsx';
import { errorOf, type FieldError } from './door.tsx';
import { NewPasswordFields } from './welcome-page.tsx';

interface PasswordPageProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly errors: readonly FieldError[];
}

/** Another password. */
export function ChangePasswordPage(props: PasswordPageProps): VNode {
  const words = wordsOf(props.language).signIn;
  return (
    <PasswordFrame {...props} title={words.changePassword} action="/console/settings/password">
      <NewPasswordFields language={props.language} errors={props.errors} />
    </PasswordFrame>
  );
}

/** Recovery codes in place of those she has. */
export function NewCodesPage(props: PasswordPageProps): VNode {
  const words = wordsOf(props.language).signIn;
  return (
    <PasswordFrame
      {...props}
      title={words.newCodes}
      about={words.newCodesAbout}
      action="/console/settings/recovery-codes"
    />
  );
}

/** A page that asks for her present password first. */
function PasswordFrame({
  caller,
  language,
  errors,
  title,
  about,
  action,
  children,
}: PasswordPageProps & {
  readonly title: string;
  readonly about?: string;
  readonly action: string;
  readonly children?: ComponentChildren;
}): VNode {
  const words = wordsOf(language).signIn;
  return (
    <Shell language={language} title={title} caller={caller} entry="settings" hasErrors={errors.length > 0}>
      <a class="back" href="/console/settings">
        {words.settingsTitle}
      </a>
      <ErrorSummary language={language} errors={errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      {about === undefined ? null : <p class="govuk-body">{about}</p>}
      <form method="post" action={action} novalidate>
        <TextField
          name="current"
          label={words.currentPassword}
          error={errorOf(errors, 'current')}
          type="password"
          autocomplete="current-password"
          width={20}
        />
        {children}
        <Button text={title} />
      </form>
    </Shell>
  );
}
