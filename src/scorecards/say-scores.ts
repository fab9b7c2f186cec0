import { wordsOf } from '../locales/console/index.ts';
import { localeOf } from '../locales/index.ts';
import { showNumber } from '../locales/show-number.ts';
import { type Indicator, type Language, nameIn } from '../routing/programme.ts';
import { isYesNo, type Voices } from './compare-scores.ts';

type Line = Indicator | null;

/** What a line of a card is called: an indicator, or the service as a whole. */
export function sayLine(language: Language, indicator: Line): string {
  return indicator === null ? wordsOf(language).tools.cards.whole : nameIn(indicator.names, language);
}

/** `2.4 of 5`, `40 % yes`. */
export function sayMean(language: Language, indicator: Line, { mean }: Pick<Voices, 'mean'>): string {
  const { cards } = wordsOf(language).tools;
  return isYesNo(indicator) ? cards.yesShare(Math.round(mean * 100)) : cards.mean(showDecimal(language, mean));
}

/** One figure behind the point, with the sign that the language puts there. */
export function showDecimal(language: Language, value: number): string {
  return showNumber(language, value, 1);
}

/** `1: 3, 2: 0, ...`, `yes: 3, no: 5`: how many gave what. */
export function sayGiven(language: Language, indicator: Line, { given }: Pick<Voices, 'given'>): string {
  const { cards } = wordsOf(language).tools;
  if (isYesNo(indicator)) return `${cards.yes}: ${given[0]}, ${cards.no}: ${given[1]}`;
  return given.map((people, index) => `${index + 1}: ${people}`).join(', ');
}

/** A score as it is chosen: `4 Good`, `yes`. */
export function sayScore(language: Language, indicator: Line, score: number): string {
  const { cards } = wordsOf(language).tools;
  if (isYesNo(indicator)) return score === 1 ? cards.yes : cards.no;
  return `${score} ${localeOf(language).ussd.scores[score - 1] ?? ''}`.trim();
}
