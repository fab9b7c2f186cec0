import type { Screen, ScreenName } from '../screen.ts';
import { languageScreen } from './language.ts';
import { menuScreen } from './menu.ts';
import { mineListScreen, mineStateScreen } from './mine.ts';
import { placeFoundScreen, placeScreen } from './place.ts';
import { rateCommentScreen, rateScoreScreen, rateThanksScreen, rateUnitScreen } from './rate.ts';
import { reportCancelledScreen, reportConfirmScreen, reportDescriptionScreen, reportReceiptScreen } from './report.ts';
import { reportCategoryScreen, reportSubcategoryScreen } from './report-category.ts';

/** Every screen there is. A new one: one file and one line here; the shared test walks them all. */
export const SCREENS: readonly Screen[] = [
  languageScreen,
  menuScreen,
  reportCategoryScreen,
  reportSubcategoryScreen,
  placeScreen('report-place', 'report-place-found'),
  placeFoundScreen('report-place-found', 'report-place'),
  reportDescriptionScreen,
  reportConfirmScreen,
  reportReceiptScreen,
  reportCancelledScreen,
  placeScreen('rate-place', 'rate-place-found'),
  placeFoundScreen('rate-place-found', 'rate-place'),
  rateUnitScreen,
  rateScoreScreen,
  rateCommentScreen,
  rateThanksScreen,
  mineListScreen as Screen,
  mineStateScreen as Screen,
];

const BY_NAME = new Map<ScreenName, Screen>(SCREENS.map((screen) => [screen.name, screen]));

/** The screen with this name. */
export function screenOf(name: ScreenName): Screen {
  const screen = BY_NAME.get(name);
  if (!screen) throw new Error(`no screen "${name}"`);
  return screen;
}
