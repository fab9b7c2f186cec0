import type { Position, Screen } from '../screen.ts';

const WAYS: Readonly<Record<string, Position>> = {
  report: { screen: 'report-category' },
  rate: { screen: 'rate-place' },
  mine: { screen: 'mine-list' },
  language: { screen: 'language' },
};

/** Where every call of a known caller begins. A returning caller rates where she was last. */
export const menuScreen: Screen = {
  name: 'menu',
  show: ({ programme, voice }) => ({
    text: voice.locale.ussd.menu(voice.name(programme.operators)),
    choices: [
      { value: 'report', label: voice.locale.ussd.menuReport },
      { value: 'rate', label: voice.locale.ussd.menuRate },
      { value: 'mine', label: voice.locale.ussd.menuMine },
      ...(programme.languages.length > 1 ? [{ value: 'language', label: voice.locale.ussd.menuLanguage }] : []),
    ],
  }),
  choose: (view, value) => {
    if (value === 'rate' && view.lastArea !== undefined) return { to: { screen: 'rate-unit', cursor: view.lastArea } };
    const to = WAYS[value];
    return to ? { to } : { again: 'choose' };
  },
};
