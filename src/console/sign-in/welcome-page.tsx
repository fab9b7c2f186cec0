import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { Button, TextField } from '../parts/fields.tsx';
import { Door, type DoorProps, errorOf } from './door.tsx';
import { sentTo, WayFields } from './way.tsx';

/** A set-up code against a password of her own. */
export function WelcomePage({
  signIn,
  setupCode,
  ...door
}: DoorProps & { readonly signIn?: string; readonly setupCode?: string }): VNode {
  const { language, way, errors = [] } = door;
  const words = wordsOf(language).signIn;
  return (
    <Door {...door} path="/console/welcome" title={words.welcomeTitle}>
      <p class="govuk-body">{words.welcomeAbout}</p>
      <form method="post" action={sentTo('/console/welcome', way)} novalidate>
        <WayFields way={way} />
        <TextField
          name="sign_in"
          label={words.name}
          value={signIn}
          error={errorOf(errors, 'sign_in')}
          autocomplete="username"
          width={20}
        />
        <TextField
          name="setup_code"
          label={words.setupCode}
          value={setupCode}
          error={errorOf(errors, 'setup_code')}
          autocomplete="off"
          width={20}
        />
        <NewPasswordFields language={language} errors={errors} />
        <Button text={words.choose} />
      </form>
    </Door>
  );
}

/** A new password, twice: it cannot be seen, and nobody can tell her afterwards what she typed. */
export function NewPasswordFields({ language, errors = [] }: Pick<DoorProps, 'language' | 'errors'>): VNode {
  const words = wordsOf(language).signIn;
  return (
    <>
      <TextField
        name="password"
        label={words.newPassword}
        hint={words.passwordHint}
        error={errorOf(errors, 'password')}
        type="password"
        autocomplete="new-password"
        width={20}
      />
      <TextField
        name="again"
        label={words.again}
        error={errorOf(errors, 'again')}
        type="password"
        autocomplete="new-password"
        width={20}
      />
    </>
  );
}
