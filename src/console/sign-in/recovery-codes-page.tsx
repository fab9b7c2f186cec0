import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { Button } from '../parts/fields.tsx';
import { Door, type DoorProps } from './door.tsx';
import { sentTo, WayFields } from './way.tsx';

/** New recovery codes, this once; printed they are the codes and what they are for. */
export function RecoveryCodesPage({ codes, ...door }: DoorProps & { readonly codes: readonly string[] }): VNode {
  const { language, way } = door;
  const words = wordsOf(language).signIn;
  return (
    <Door {...door} path={null} title={words.codesTitle}>
      <p class="govuk-body">{words.codesAbout}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <form method="post" action={sentTo('/console/signed-in', way)}>
        <WayFields way={way} />
        <Button text={words.codesKept} />
      </form>
    </Door>
  );
}
