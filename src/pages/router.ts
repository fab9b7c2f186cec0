import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import type { Deps } from '../deps.ts';
import { languageTag } from '../locales/language-tag.ts';
import { chooseLanguage } from './choose-language.ts';
import { renderPage } from './render-page.ts';
import { StartPage } from './start-page.tsx';

/** `/`, and everything static that pages load (`/static/...`). */
export function createPagesRouter(deps: Pick<Deps, 'config' | 'programmes'>): Router {
  const router = express.Router();
  router.get('/', (request, response) => {
    const language = chooseLanguage(request);
    const page = StartPage({
      language,
      programmes: deps.programmes.all(),
      hasSimulator: deps.config.hasSimulator,
    });
    // For whatever keeps pages on the way: the same address is another page for another reader.
    response.vary('Accept-Language').set('Content-Language', languageTag(language));
    response.type('html').send(renderPage(page));
  });
  router.use('/static', express.static(fileURLToPath(new URL('./static', import.meta.url)), { index: false }));
  const console = fileURLToPath(new URL('../console/static', import.meta.url));
  router.use('/static', express.static(console, { index: false, setHeaders: keepForAWhile }));
  return router;
}

/** On a slow line even asking whether a file has changed holds up every page. The new one is fetched behind the old one. */
function keepForAWhile(response: ServerResponse): void {
  response.setHeader('cache-control', 'public, max-age=600, stale-while-revalidate=604800');
}
