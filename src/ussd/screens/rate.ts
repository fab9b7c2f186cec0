import { saysSomething } from '../../grievances/says-something.ts';
import { unitsNear } from '../../routing/units-near.ts';
import type { Screen, View } from '../screen.ts';

const OTHER_PLACE = 'other-place';

/** What can be rated in and around the place; `cursor` is the area. */
export const rateUnitScreen: Screen = {
  name: 'rate-unit',
  show: (view) => {
    const { locale, name } = view.voice;
    const area = view.programme.areas.get(view.cursor ?? '') ?? view.programme.root;
    const units = unitsNear(view.programme, area);
    return {
      text: units.length === 0 ? locale.ussd.noUnits : locale.ussd.unit,
      choices: [
        ...units.map(({ code, names }) => ({ value: code, label: name(names) })),
        { value: OTHER_PLACE, label: locale.ussd.otherPlace },
      ],
    };
  },
  choose: (view, value) => {
    if (value === OTHER_PLACE) return { to: { screen: 'rate-place' } };
    const unit = view.programme.units.get(value);
    return unit ? { to: { screen: 'rate-score' }, draft: { unit: unit.code } } : { again: 'choose' };
  },
};

/** One to five; the keys are the scores. */
export const rateScoreScreen: Screen = {
  name: 'rate-score',
  show: (view) => {
    const { locale } = view.voice;
    return {
      text: locale.ussd.score(unitName(view)),
      choices: locale.ussd.scores.map((label, index) => ({ value: String(index + 1), label })),
      isScale: true,
    };
  },
  choose: (_view, value) => ({ to: { screen: 'rate-comment' }, draft: { score: Number(value) } }),
  type: () => ({ again: 'score' }),
};

/** A few words if she likes. */
export const rateCommentScreen: Screen = {
  name: 'rate-comment',
  show: ({ voice }) => ({
    text: voice.locale.ussd.comment,
    choices: [{ value: 'none', label: voice.locale.ussd.noComment }],
  }),
  choose: () => ({ to: { screen: 'rate-thanks' }, effects: [{ type: 'rate-unit', comment: null }] }),
  type: (_view, text) =>
    saysSomething(text)
      ? { to: { screen: 'rate-thanks' }, effects: [{ type: 'rate-unit', comment: text }] }
      : { again: 'choose' },
};

/** What was given to whom, so that a slip of the thumb is seen. */
export const rateThanksScreen: Screen = {
  name: 'rate-thanks',
  show: (view) => ({
    text: view.voice.locale.ussd.rated(unitName(view), view.draft.score ?? 0),
    isEnd: true,
  }),
};

function unitName({ programme, draft, voice }: View): string {
  const unit = programme.units.get(draft.unit ?? '');
  return unit ? voice.name(unit.names) : '';
}
