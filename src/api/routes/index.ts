import type { Route } from '../route.ts';
import { ACTION_ROUTES } from './act-on-grievance.ts';
import { exportGrievancesRoute } from './export-grievances.ts';
import { fileGrievanceRoute } from './file-grievance.ts';
import { listGrievancesRoute } from './list-grievances.ts';
import { listRatingsRoute } from './list-ratings.ts';
import { LOOK_UP_ROUTES } from './look-up.ts';
import { readBacklogRoute } from './read-backlog.ts';
import { readChargesRoute } from './read-charges.ts';
import { readFiguresRoute } from './read-figures.ts';
import { readGrievanceRoute } from './read-grievance.ts';
import { readReportCardsRoute } from './read-report-cards.ts';
import { responseTimesRoute } from './response-times.ts';

/** Every operation of the API. A new one: one line here puts it into the router and the OpenAPI document alike. */
export const ROUTES: readonly Route[] = [
  listGrievancesRoute,
  exportGrievancesRoute,
  readGrievanceRoute,
  fileGrievanceRoute,
  ...ACTION_ROUTES,
  responseTimesRoute,
  readFiguresRoute,
  readBacklogRoute,
  readChargesRoute,
  readReportCardsRoute,
  listRatingsRoute,
  ...LOOK_UP_ROUTES,
];
