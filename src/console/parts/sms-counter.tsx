import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';

/**
 * The line below a text that is sent by SMS, to stand inside the `TextArea` with `counts="sms"`. The script counts in it what is
 * typed, with what is sent before and behind it. Without script nothing is shown: the preview counts.
 */
export function SmsCounter({
  language,
  before = '',
  after = '',
}: {
  readonly language: Language;
  readonly before?: string;
  readonly after?: string;
}): VNode {
  return (
    <p
      class="counter meta"
      aria-live="polite"
      data-counter={wordsOf(language).inbox.counter}
      data-before={before}
      data-after={after}
    />
  );
}
