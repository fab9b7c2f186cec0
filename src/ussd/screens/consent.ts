import type { Programme } from '../../routing/programme.ts';
import type { Content, Screen, Step, View } from '../screen.ts';

/** Behind the notice, what was left unfinished goes on. */
export const RESUME = 'resume';

/** Whether she has agreed to the notice of today. */
export function hasAgreed(
  { noticeVersion }: Pick<Programme, 'noticeVersion'>,
  { consentVersion }: Pick<View, 'consentVersion'>,
): boolean {
  return consentVersion !== null && consentVersion >= noticeVersion;
}

/** To the first question of a report; who has not agreed to the notice of today sees that first. */
export function startReport(view: View<unknown>): Step {
  return { to: { screen: hasAgreed(view.programme, view) ? 'report-category' : 'consent' }, isFresh: true };
}

/** Who runs this, and that officials do not see her number: agree, stay anonymous, or read more first. */
export const consentScreen: Screen = {
  name: 'consent',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const { text, choices } = notice(view, ussd.consent);
    return { text, choices: [...choices, { value: 'about', label: ussd.consentAbout }] };
  },
  choose: answer,
};

/** How data is used, in full, with the same two answers below. */
export const aboutDataScreen: Screen = {
  name: 'about-data',
  show: (view) => ({ ...notice(view, view.voice.locale.ussd.aboutData), isLong: true }),
  choose: answer,
};

function notice(
  { programme, voice }: View,
  text: (operator: string) => string,
): Required<Pick<Content, 'text' | 'choices'>> {
  const { ussd } = voice.locale;
  return {
    text: text(voice.name(programme.operators)),
    choices: [
      { value: 'agree', label: ussd.consentAgree },
      { value: 'anonymous', label: ussd.consentAnonymous },
    ],
  };
}

function answer({ programme, cursor }: View<unknown>, value: string): Step {
  if (value === 'about') return { to: { screen: 'about-data', ...(cursor === undefined ? {} : { cursor }) } };
  const on = cursor === RESUME ? ({ resume: true } as const) : { to: { screen: 'report-category' } as const };
  if (value === 'anonymous') return { ...on, draft: { isAnonymous: true } };
  return {
    ...on,
    draft: { isAnonymous: false },
    consentVersion: programme.noticeVersion,
    effects: [{ type: 'agree' }],
  };
}
