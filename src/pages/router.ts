import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import type { Deps } from '../deps.ts';
import { renderPage } from './render-page.ts';
import { StartPage } from './start-page.tsx';

/** `/` and the style sheet and icon that all pages share (`/static/...`). */
export function createPagesRouter(deps: Pick<Deps, 'config' | 'programmes'>): Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    const page = StartPage({ programmes: deps.programmes.all(), hasSimulator: deps.config.hasSimulator });
    response.type('html').send(renderPage(page));
  });
  router.use('/static', express.static(fileURLToPath(new URL('./static', import.meta.url)), { index: false }));
  return router;
}
