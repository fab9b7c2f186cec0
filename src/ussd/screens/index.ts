import type { Screen, ScreenName } from '../screen.ts';
import { aboutDataScreen, consentScreen } from './consent.ts';
import { DESK_SCREENS } from './desk.ts';
import { groupsScreen, groupsThanksScreen } from './groups.ts';
import { INFO_SCREENS } from './info.ts';
import { languageScreen } from './language.ts';
import { MEETING_SCREENS } from './meetings.ts';
import { menuScreen } from './menu.ts';
import { MINE_SCREENS } from './mine.ts';
import { PIN_SCREENS } from './pin.ts';
import { placeFoundScreen, placeScreen } from './place.ts';
import { RATE_SCREENS } from './rate.ts';
import {
  reportCancelledScreen,
  reportConfirmScreen,
  reportDescriptionScreen,
  reportJoinedScreen,
  reportOptionsScreen,
  reportReceiptScreen,
} from './report.ts';
import { reportCategoryScreen, reportSubcategoryScreen } from './report-category.ts';
import { resumeScreen } from './resume.ts';
import { sealedContactScreen, sealedHelpScreen } from './sealed.ts';
import { VOTE_SCREENS } from './votes.ts';

/** Every screen there is. A new one: one file and one line here; the shared test walks them all. */
export const SCREENS: readonly Screen[] = [
  languageScreen,
  menuScreen,
  resumeScreen,
  consentScreen,
  aboutDataScreen,
  reportCategoryScreen,
  reportSubcategoryScreen,
  sealedHelpScreen,
  placeScreen('report-place'),
  placeFoundScreen('report-place-found', 'report-place'),
  reportDescriptionScreen as Screen,
  sealedContactScreen,
  reportConfirmScreen,
  reportOptionsScreen,
  reportReceiptScreen,
  reportCancelledScreen,
  reportJoinedScreen,
  groupsScreen,
  groupsThanksScreen,
  placeScreen('rate-place'),
  placeFoundScreen('rate-place-found', 'rate-place'),
  ...RATE_SCREENS,
  ...MINE_SCREENS,
  ...PIN_SCREENS,
  placeScreen('info-place'),
  placeFoundScreen('info-place-found', 'info-place'),
  ...INFO_SCREENS,
  ...MEETING_SCREENS,
  ...VOTE_SCREENS,
  ...DESK_SCREENS,
];

const BY_NAME = new Map<ScreenName, Screen>(SCREENS.map((screen) => [screen.name, screen]));

/** The screen with this name. */
export function screenOf(name: ScreenName): Screen {
  const screen = BY_NAME.get(name);
  if (!screen) throw new Error(`no screen "${name}"`);
  return screen;
}
