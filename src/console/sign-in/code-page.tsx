import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { Button, TextField } from '../parts/fields.tsx';
import { Door, type DoorProps, errorOf } from './door.tsx';
import { sentTo, WayFields } from './way.tsx';

/** The second factor, behind a password or before a page that asks for it again. */
export function CodePage({ isAgain, ...door }: DoorProps & { readonly isAgain: boolean }): VNode {
  const { language, way, errors = [] } = door;
  const words = wordsOf(language).signIn;
  return (
    <Door {...door} path="/console/code" title={words.codeTitle}>
      {isAgain ? <p class="govuk-body">{words.proveAgain}</p> : null}
      <form method="post" action={sentTo('/console/code', way)} novalidate>
        <WayFields way={way} />
        <TextField
          name="code"
          label={words.code}
          hint={words.codeHint}
          error={errorOf(errors, 'code')}
          autocomplete="one-time-code"
          width={20}
        />
        <Button text={words.goOn} />
      </form>
    </Door>
  );
}
