import type { VNode } from 'preact';
import type { OfferedAuthenticator } from '../../accounts/authenticator.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { Button, Hidden, TextField } from '../parts/fields.tsx';
import { Door, type DoorProps, errorOf } from './door.tsx';
import { QrCode } from './qr-code.tsx';
import { sentTo, WayFields } from './way.tsx';

/** The secret of an authenticator to scan or to type, and the code that shows it has arrived. */
export function AuthenticatorPage({
  offer,
  isMust,
  asksPassword,
  ...door
}: DoorProps & {
  readonly offer: OfferedAuthenticator;
  /** She gets no further without. */
  readonly isMust: boolean;
  readonly asksPassword: boolean;
}): VNode {
  const { language, way, errors = [] } = door;
  const words = wordsOf(language).signIn;
  return (
    <Door {...door} path="/console/authenticator" title={words.authenticatorTitle}>
      {isMust ? <p class="govuk-body">{words.authenticatorMust}</p> : null}
      <p class="govuk-body">{words.authenticatorAbout}</p>
      <p class="govuk-body">{words.scan}</p>
      <QrCode text={offer.uri} title={words.qrTitle} />
      <p class="govuk-body">{words.orType}</p>
      <p class="key">{inGroups(offer.secret)}</p>
      <form method="post" action={sentTo('/console/authenticator', way)} novalidate>
        <WayFields way={way} />
        <Hidden name="offered" value={offer.offered} />
        {asksPassword ? (
          <TextField
            name="current"
            label={words.currentPassword}
            error={errorOf(errors, 'current')}
            type="password"
            autocomplete="current-password"
            width={20}
          />
        ) : null}
        <TextField
          name="code"
          label={words.confirmCode}
          error={errorOf(errors, 'code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width={10}
        />
        <Button text={words.confirm} />
      </form>
    </Door>
  );
}

/** Groups of four are copied without losing the place. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
