import { randomBytes } from 'node:crypto';
import type { VNode } from 'preact';
import type { Programme } from '../routing/programme.ts';
import { handsetNumbers } from './handset-numbers.ts';
import { programmeLabel } from './programme-label.ts';

interface WithoutScriptProps {
  readonly programmes: readonly Programme[];
  readonly callbackSecret: string;
}

/** The same callback as a plain form, for a browser that runs no script: one answer at a time, then back. */
export function WithoutScript({ programmes, callbackSecret }: WithoutScriptProps): VNode {
  const phone = programmes.flatMap((programme) => handsetNumbers(programme.region, 1))[0];
  return (
    <noscript>
      <p>
        <b>The phone needs JavaScript.</b> Without it you can still call: send this form, read the screen, come back,
        and send it again with all your answers so far.
      </p>
      <form class="plain" method="post" action={`/at/${encodeURIComponent(callbackSecret)}/ussd`}>
        <input type="hidden" name="sessionId" value={`ATUid_${randomBytes(16).toString('hex')}`} />
        <input type="hidden" name="networkCode" value="99999" />
        <label for="plain-phone">Your number</label>
        <input id="plain-phone" name="phoneNumber" value={phone} />
        <label for="plain-code">Programme</label>
        <select id="plain-code" name="serviceCode">
          {programmes.map((programme) => (
            <option key={programme.id} value={programme.ussdCode}>
              {`${programme.ussdCode} ${programmeLabel(programme)}`}
            </option>
          ))}
        </select>
        <label for="plain-text">Your answers so far, with * between them (first nothing)</label>
        <input id="plain-text" name="text" />
        <button class="button" type="submit">
          Call or answer
        </button>
      </form>
    </noscript>
  );
}
