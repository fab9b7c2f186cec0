import type { Screen, View } from '../screen.ts';

/** The call before this one broke off: go on where it stood, or start over. */
export const resumeScreen: Screen = {
  name: 'resume',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const what = whatIsParked(view) ?? '';
    return {
      text: ussd.resume(what),
      elastic: { name: what, text: ussd.resume },
      choices: [
        { value: 'go-on', label: ussd.resumeContinue },
        { value: 'over', label: ussd.resumeOver },
      ],
    };
  },
  choose: (_view, value) => (value === 'go-on' ? { resume: true } : { to: { screen: 'menu' }, isFresh: true }),
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
  return names.flatMap((name) => (name ? [voice.name(name)] : [])).join(', ') || null;
}
