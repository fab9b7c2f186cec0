import { MEETING_ROUTES } from '../forums/meeting-routes.tsx';
import { VOTE_ROUTES } from '../forums/vote-routes.tsx';
import type { ConsoleRoute } from '../route.ts';

/** Meetings with what is sent and promised there, and votes. Votes first: their addresses lie below those of meetings. */
export const FORUM_ROUTES: readonly ConsoleRoute[] = [...VOTE_ROUTES, ...MEETING_ROUTES];
