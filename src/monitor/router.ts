import type { Router } from 'express';
import { serveRoutes } from '../console/serve-routes.ts';
import type { Deps } from '../deps.ts';
import { MONITOR_ROUTES } from './routes/index.ts';

/** The watchers' pages, to be mounted at `/monitor`: signing in, abilities and failures are the console's. */
export function createMonitorRouter(deps: Deps): Router {
  return serveRoutes(deps, MONITOR_ROUTES);
}
