import { deskOf } from '../../locales/desk/index.ts';
import type { Choice, Screen, Step, View } from '../screen.ts';
import { startReport } from './consent.ts';
import { whatIsParked } from './resume.ts';

const WAYS: Readonly<Record<string, (view: View<unknown>) => Step>> = {
  report: startReport,
  // A returning caller rates where she was last.
  rate: ({ lastArea }) => ({
    to: lastArea === undefined ? { screen: 'rate-place' } : { screen: 'rate-unit', cursor: lastArea },
    isFresh: true,
  }),
  mine: () => ({ to: { screen: 'mine-list' }, isFresh: true }),
  info: ({ lastArea }) => ({
    to: lastArea === undefined ? { screen: 'info-place' } : { screen: 'info', cursor: lastArea },
    isFresh: true,
  }),
  language: () => ({ to: { screen: 'language' }, isFresh: true }),
  continue: () => ({ resume: true }),
  desk: () => ({ to: { screen: 'desk-list' }, isFresh: true }),
};

/** Where every call of a known caller begins. */
export const menuScreen: Screen = {
  name: 'menu',
  show: (view) => ({
    text: view.voice.locale.ussd.menu(view.voice.name(view.programme.operators)),
    choices: entries(view),
  }),
  choose: (view, value) => WAYS[value]?.(view) ?? { again: 'choose' },
};

function entries(view: View): Choice[] {
  const { ussd } = view.voice.locale;
  return [
    // First: an official dials for it most often.
    ...(view.onDuty ? [{ value: 'desk', label: deskOf(view.voice.language).work.menu(view.onDuty.due) }] : []),
    { value: 'report', label: ussd.menuReport },
    ...(view.programme.units.size > 0 ? [{ value: 'rate', label: ussd.menuRate }] : []),
    { value: 'mine', label: ussd.menuMine },
    { value: 'info', label: ussd.menuInfo },
    ...(view.programme.languages.length > 1 ? [{ value: 'language', label: ussd.menuLanguage }] : []),
    ...(whatIsParked(view) === null ? [] : [{ value: 'continue', label: ussd.menuContinue }]),
  ];
}
