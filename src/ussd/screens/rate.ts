import { toDigits } from '../../encoding.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import { type Indicator, indicatorsOf, type Unit } from '../../routing/programme.ts';
import type { Choice, Screen, Step, View } from '../screen.ts';
import { toScore, typedUnit, unitsAt } from './find-to-rate.ts';
import { searchPlace } from './place.ts';

const OTHER_PLACE = 'other-place';

/** What can be rated in and around a place, or what answers to the name she typed; `cursor` says which. */
const unitScreen: Screen = {
  name: 'rate-unit',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const { units } = unitsAt(view);
    return {
      text: units.length === 0 ? ussd.noUnits : ussd.unit,
      choices: [
        ...units.map(({ code, names }) => ({ value: code, label: view.voice.name(names) })),
        { value: OTHER_PLACE, label: ussd.otherPlace },
      ],
    };
  },
  choose: (view, value) => {
    if (value === OTHER_PLACE) return { to: { screen: 'rate-place' } };
    const unit = view.programme.units.get(value);
    return unit ? toScore(unit) : { again: 'choose' };
  },
  type: (view, text) =>
    typedUnit(view, text, unitsAt(view).area) ??
    searchPlace('rate-place', view, text) ?? { again: isNumber(text) ? 'wardNumber' : 'noCategory' },
};

/** One to five; the keys are the scores, also where the question fills a page of its own. */
const scoreScreen: Screen = {
  name: 'rate-score',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const unit = unitName(view);
    return { text: ussd.score(unit), elastic: { name: unit, text: ussd.score }, choices: scale(view), isScale: true };
  },
  choose: (_view, value) => scored(value),
  type: (_view, text) => scored(toDigits(text)),
};

function scored(key: string): Step {
  if (!isScore(key)) return { again: 'score' };
  return {
    to: { screen: 'rate-thanks' },
    draft: { score: Number(key) },
    isDone: true,
    effects: [{ type: 'rate-unit' }],
  };
}

/** The score is kept. What was given to whom, so that a slip of the thumb is seen; and more, for whoever has the time. */
const thanksScreen: Screen = {
  name: 'rate-thanks',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const unit = unitName(view);
    const text = (name: string) => ussd.rated(name, view.draft.score ?? 0);
    const questions = questionsOf(view).length;
    return {
      text: text(unit),
      elastic: { name: unit, text },
      choices: [
        ...(questions > 0 ? [{ value: 'questions', label: ussd.rateQuestions(questions) }] : []),
        { value: 'say', label: ussd.rateSay },
        { value: 'done', label: ussd.rateDone },
      ],
    };
  },
  choose: (view, value) => {
    if (value === 'questions') return ask(questionsOf(view)[0]);
    return { to: { screen: value === 'say' ? 'rate-comment' : 'rate-end' } };
  },
};

/** One of the unit's own questions; `cursor` is its code. Each answer is kept as it is given. */
const indicatorScreen: Screen = {
  name: 'rate-indicator',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const indicator = questionAt(view);
    const text = indicator ? view.voice.name(indicator.names) : '';
    if (indicator?.scale !== 'yes_no') return { text, choices: scale(view), isScale: true };
    const choices = [
      { value: '1', label: ussd.yes },
      { value: '2', label: ussd.no },
    ];
    return { text, choices, isScale: true };
  },
  choose: answered,
  type: (view, text) => answered(view, toDigits(text)),
};

function answered(view: View<unknown>, key: string): Step {
  const indicator = questionAt(view);
  if (!indicator) return ask(undefined);
  const isYesNo = indicator.scale === 'yes_no';
  if (isYesNo ? !/^[12]$/.test(key) : !isScore(key)) return { again: isYesNo ? 'choose' : 'score' };
  const questions = questionsOf(view);
  return {
    ...ask(questions[questions.indexOf(indicator) + 1]),
    effects: [{ type: 'answer-indicator', indicator: indicator.code, value: Number(key) }],
  };
}

/** To a question; behind the last one she may add words. */
function ask(indicator: Indicator | undefined): Extract<Step, { to: unknown }> {
  return { to: indicator ? { screen: 'rate-indicator', cursor: indicator.code } : { screen: 'rate-comment' } };
}

/** A few words if she likes. */
const commentScreen: Screen = {
  name: 'rate-comment',
  show: ({ voice }) => ({
    text: voice.locale.ussd.comment,
    choices: [{ value: 'none', label: voice.locale.ussd.noComment }],
  }),
  choose: () => ({ to: { screen: 'rate-end' } }),
  type: (_view, text) =>
    saysSomething(text)
      ? { to: { screen: 'rate-end' }, effects: [{ type: 'comment-rating', comment: text }] }
      : { again: 'short' },
};

/** The last screen of a rating. */
const endScreen: Screen = {
  name: 'rate-end',
  show: ({ voice }) => ({ text: voice.locale.ussd.rateEnd, isEnd: true }),
};

/** From the unit to the thanks, and what may be said beyond the score. */
export const RATE_SCREENS: readonly Screen[] = [
  unitScreen,
  scoreScreen,
  thanksScreen,
  indicatorScreen,
  commentScreen,
  endScreen,
];

function scale({ voice }: View): Choice[] {
  return voice.locale.ussd.scores.map((label, index) => ({ value: String(index + 1), label }));
}

function isScore(key: string): boolean {
  return /^[1-5]$/.test(key);
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(toDigits(text).trim());
}

function unitAt({ programme, draft }: Pick<View, 'programme' | 'draft'>): Unit | undefined {
  return programme.units.get(draft.unit ?? '');
}

function unitName(view: View): string {
  const unit = unitAt(view);
  return unit ? view.voice.name(unit.names) : '';
}

function questionsOf(view: Pick<View, 'programme' | 'draft'>): readonly Indicator[] {
  const unit = unitAt(view);
  return unit ? indicatorsOf(view.programme, unit) : [];
}

function questionAt(view: Pick<View, 'programme' | 'draft' | 'cursor'>): Indicator | undefined {
  return questionsOf(view).find(({ code }) => code === view.cursor);
}
