import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { AppError } from '../errors.ts';
import { languageTag } from '../locales/language-tag.ts';
import { chooseLanguage } from '../pages/choose-language.ts';
import { renderPage } from '../pages/render-page.ts';
import { limitScrapers } from './limit-scrapers.ts';
import type { OpenDeps, OpenRoute } from './open-route.ts';
import { FailurePage } from './pages/failure-page.tsx';
import { OPEN_ROUTES } from './routes/index.ts';

/** What everybody may read, to be mounted at `/open`: no cookie, no session, nothing that is of a moment. */
export function createOpenRouter(deps: OpenDeps, limit: RequestHandler = limitScrapers()): Router {
  const router = express.Router();
  router.use(
    '/static',
    express.static(fileURLToPath(new URL('./static', import.meta.url)), { index: false, maxAge: 600_000 }),
  );
  router.use(limit);
  for (const route of OPEN_ROUTES) router.get(route.path, answer(deps, route));
  router.use(sendFailure);
  return router;
}

function answer(deps: OpenDeps, route: OpenRoute): RequestHandler {
  return async (request, response) => {
    const language = chooseLanguage(request);
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    const answered = await route.run(deps, { language, params, path: request.baseUrl + request.path });
    response.set('cache-control', `public, max-age=${answered.keptSeconds}`);
    if ('file' in answered) {
      const { name, type, body, hash } = answered.file;
      // Express answers 304 to whoever has it already.
      response
        .set('etag', `"${hash.toString('base64url')}"`)
        .attachment(name)
        .type(type)
        .send(body);
    } else if ('json' in answered) response.json(answered.json);
    else {
      response.vary('Accept-Language').set('content-language', languageTag(language));
      response.type('html').send(renderPage(answered.page));
    }
  };
}

/** What is not there, or too much, said in words; anything else is for whoever mounts this. */
const sendFailure: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const isExpected = error instanceof AppError && (error.code === 'not_found' || error.code === 'too_many');
  if (response.headersSent || !isExpected) return next(error);
  const language = chooseLanguage(request);
  const seconds = Number(response.get('retry-after') ?? 0);
  response.status(error.status).set('cache-control', 'no-store').set('content-language', languageTag(language));
  const path = request.baseUrl + request.path;
  response.type('html').send(renderPage(FailurePage({ language, code: error.code, seconds, path })));
};
