import type { Screen, View } from '../screen.ts';

/** The call before this one broke off: go on where it stood, or start over. */
export const resumeScreen: Screen = {
  name: 'resume',
  show: (view) => {
    const { ussd, nav } = view.voice.locale;
    const what = whatIsParked(view) ?? '';
    return {
      text: ussd.resume(what),
      elastic: { name: what, text: ussd.resume },
      choices: [
        { value: 'go-on', label: ussd.resumeContinue },
        { value: 'over', label: ussd.resumeOver },
        { value: 'menu', label: nav.start },
      ],
    };
  },
  choose: (_view, value) => {
    if (value === 'go-on') return { resume: true };
    // Who dialled for something else finds what she left behind the menu.
    return { to: { screen: 'menu' }, isFresh: value === 'over' };
  },
};

/** What was left unfinished, as it is called to her: `No water, Likoni`, or the unit she was rating. Null: nothing. */
export function whatIsParked({ parked, programme, voice }: View): string | null {
  if (!parked) return null;
  const { draft } = parked;
  const unit = programme.units.get(draft.unit ?? '');
  const names = [
    programme.categories.get(draft.category ?? '')?.names,
    programme.areas.get(draft.area ?? '')?.names,
    draft.category === undefined ? unit?.names : undefined,
  ];
  const what = names.flatMap((name) => (name ? [voice.name(name)] : []));
  if (draft.isAnonymous && draft.category !== undefined) what.push(voice.locale.ussd.chosenAnonymous);
  return what.join(', ') || null;
}
