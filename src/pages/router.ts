import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import type { Deps } from '../deps.ts';
import { languageTag } from '../locales/language-tag.ts';
import { chooseLanguage } from './choose-language.ts';
import { renderPage } from './render-page.ts';
import { StartPage } from './start-page.tsx';

/** `/` and the style sheet and icon that all pages share (`/static/...`). */
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
  return router;
}
