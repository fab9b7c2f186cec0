import type { Route } from '../route.ts';
import { ACTION_ROUTES } from './act-on-grievance.ts';
import { exportGrievancesRoute } from './export-grievances.ts';
import { fileGrievanceRoute } from './file-grievance.ts';
import { listGrievancesRoute } from './list-grievances.ts';
import { listMeetingsRoute } from './list-meetings.ts';
import { listProjectsRoute } from './list-projects.ts';
import { listPromisesRoute } from './list-promises.ts';
import { listRatingsRoute } from './list-ratings.ts';
import { listReleasesRoute } from './list-releases.ts';
import { listScoreCardsRoute } from './list-score-cards.ts';
import { listVotesRoute } from './list-votes.ts';
import { LOOK_UP_ROUTES } from './look-up.ts';
import { readBacklogRoute } from './read-backlog.ts';
import { readChargesRoute } from './read-charges.ts';
import { readFiguresRoute } from './read-figures.ts';
import { readGrievanceRoute } from './read-grievance.ts';
import { GROUP_ROUTES } from './read-groups.ts';
import { readLeagueRoute } from './read-league.ts';
import { LINE_ROUTES } from './read-lines.ts';
import { REACH_ROUTES } from './read-reach.ts';
import { readReportCardsRoute } from './read-report-cards.ts';
import { readScoreCardRoute } from './read-score-card.ts';
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
  readLeagueRoute,
  ...REACH_ROUTES,
  ...GROUP_ROUTES,
  ...LINE_ROUTES,
  readReportCardsRoute,
  listRatingsRoute,
  listScoreCardsRoute,
  readScoreCardRoute,
  listProjectsRoute,
  listMeetingsRoute,
  listPromisesRoute,
  listVotesRoute,
  listReleasesRoute,
  ...LOOK_UP_ROUTES,
];
