import type { ConsoleRoute } from '../route.ts';
import { ADMINISTRATION_ROUTES } from './administration.tsx';
import { BOARD_ROUTES } from './board.tsx';
import { FORUM_ROUTES } from './forums.tsx';
import { INBOX_ROUTES } from './inbox.tsx';
import { INTAKE_ROUTES } from './intake.tsx';
import { LETTER_ROUTES } from './letters.tsx';
import { MY_SETTINGS_ROUTES } from './my-settings.tsx';
import { REPORT_ROUTES } from './report.tsx';
import { SCORECARD_ROUTES } from './scorecards.tsx';
import { SEALED_ROUTES } from './sealed.tsx';
import { SIGN_IN_ROUTES } from './sign-in.tsx';

/** Every address of the console. A new group of pages: one file and one line here. */
export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [
  ...SIGN_IN_ROUTES,
  ...MY_SETTINGS_ROUTES,
  ...INBOX_ROUTES,
  ...BOARD_ROUTES,
  ...ADMINISTRATION_ROUTES,
  ...REPORT_ROUTES,
  ...SEALED_ROUTES,
  ...LETTER_ROUTES,
  ...INTAKE_ROUTES,
  ...FORUM_ROUTES,
  ...SCORECARD_ROUTES,
];
