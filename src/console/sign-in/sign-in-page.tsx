import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { Banner, Button, TextField } from '../parts/fields.tsx';
import { Door, type DoorProps, errorOf } from './door.tsx';
import { alongWay, sentTo, WayFields } from './way.tsx';

/** What the sign-in page shows besides its form. */
export interface SignInPageProps extends DoorProps {
  readonly signIn?: string;
  /** She has just signed out. */
  readonly isOut?: boolean;
  /** False: the browser would forget at once that she has signed in, so there is no form. */
  readonly keepsCookie?: boolean;
  /** Then, where the same page keeps it; null: over HTTPS. */
  readonly elsewhere?: string | null;
}

/** Sign-in name and password. */
export function SignInPage({
  signIn,
  isOut = false,
  keepsCookie = true,
  elsewhere = null,
  ...door
}: SignInPageProps): VNode {
  const { language, way, errors = [] } = door;
  const words = wordsOf(language).signIn;
  return (
    <Door {...door} path="/console/sign-in" title={words.title}>
      {isOut ? <Banner text={words.signedOut} /> : null}
      {way.lost === '' ? null : <p class="govuk-inset-text">{words.ended}</p>}
      {keepsCookie ? (
        <form method="post" action={sentTo('/console/sign-in', way)} novalidate>
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
            name="password"
            label={words.password}
            error={errorOf(errors, 'password')}
            type="password"
            autocomplete="current-password"
            width={20}
          />
          <Button text={words.submit} />
        </form>
      ) : (
        <p class="govuk-inset-text">
          {elsewhere === null ? (
            words.needsHttps
          ) : (
            <>
              {words.needsName}{' '}
              <a class="govuk-link" href={elsewhere}>
                {elsewhere}
              </a>
            </>
          )}
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={alongWay('/console/welcome', way)}>
          {words.firstTime}
        </a>
      </p>
      <p class="govuk-body-s">{words.lost}</p>
    </Door>
  );
}
