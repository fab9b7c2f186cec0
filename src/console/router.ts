import type { Router } from 'express';
import type { Deps } from '../deps.ts';
import { CONSOLE_ROUTES } from './routes/index.ts';
import { serveRoutes } from './serve-routes.ts';

/** The officials' pages, to be mounted at `/console`. */
export function createConsoleRouter(deps: Deps): Router {
  return serveRoutes(deps, CONSOLE_ROUTES);
}
