import type { ConsoleRoute } from '../../console/route.ts';
import { BACKLOG_ROUTES } from './backlog.tsx';
import { FIGURES_ROUTES } from './figures.tsx';
import { LINES_ROUTES } from './lines.tsx';
import { PROJECT_FINDINGS_ROUTES } from './projects.tsx';
import { RATINGS_ROUTES } from './ratings.tsx';
import { REACH_ROUTES } from './reach.tsx';
import { REPORT_ROUTES } from './report.tsx';
import { TIME_ROUTES } from './time.tsx';
import { VIEWS_ROUTES } from './views.tsx';
import { WATCH_ROUTES } from './watch.tsx';

/** Every address of the monitor, below `/monitor`. A new group of pages: one file and one line here. */
export const MONITOR_ROUTES: readonly ConsoleRoute[] = [
  ...FIGURES_ROUTES,
  ...REPORT_ROUTES,
  ...PROJECT_FINDINGS_ROUTES,
  ...BACKLOG_ROUTES,
  ...TIME_ROUTES,
  ...RATINGS_ROUTES,
  ...REACH_ROUTES,
  ...LINES_ROUTES,
  ...WATCH_ROUTES,
  ...VIEWS_ROUTES,
];
