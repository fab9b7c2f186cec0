import { screenBudget } from '../../encoding.ts';
import type { Stream } from '../../routing/programme.ts';
import type { Screen, View } from '../screen.ts';

/** The stream of the report under way; ordinary while there is none. */
export function streamOf({ programme, draft }: View): Stream {
  return programme.categories.get(draft.category ?? '')?.stream ?? 'ordinary';
}

/** Help before any question, on the screen only: a helpline is never sent by SMS. */
export const sealedHelpScreen: Screen = {
  name: 'sealed-help',
  show: (view) => {
    const { ussd } = view.voice.locale;
    return {
      text: helpText(view),
      choices: [
        { value: 'go-on', label: ussd.sealedGoOn },
        { value: 'stop', label: ussd.sealedStop },
      ],
    };
  },
  choose: (_view, value) =>
    value === 'go-on' ? { to: { screen: 'report-place' } } : { to: { screen: 'report-cancelled' }, isDone: true },
};

/** With the names of the helplines where they leave room for the two answers, else the numbers alone. */
function helpText(view: View): string {
  const { ussd } = view.voice.locale;
  const stream = streamOf(view);
  const lines = view.programme.helplines.filter(({ streams }) => streams.includes(stream));
  if (lines.length === 0) return ussd.noHelplines;
  const named = ussd.helplines(lines.map(({ names, phone }) => `${view.voice.name(names)} ${phone}`).join(', '));
  const { used, limit } = screenBudget(named);
  return used <= limit * 0.6 ? named : ussd.helplines(lines.map(({ phone }) => phone).join(', '));
}

/** Is it safe to write to this phone? Only a clear yes counts, and then the words say nothing. */
export const sealedContactScreen: Screen = {
  name: 'sealed-contact',
  show: ({ voice }) => ({
    text: voice.locale.ussd.sealedContact,
    choices: [
      { value: 'none', label: voice.locale.ussd.contactNone },
      { value: 'neutral', label: voice.locale.ussd.contactNeutral },
    ],
  }),
  choose: (_view, value) => ({ to: { screen: 'report-confirm' }, draft: { isTexted: value === 'neutral' } }),
};
