import { randomUUID } from 'node:crypto';
import express, { type RequestHandler, type Router } from 'express';
import { authenticate } from '../accounts/authenticate.ts';
import { requireAbility } from '../accounts/scope.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { answerError } from './answer-error.ts';
import { describeApi } from './openapi.ts';
import { readJson } from './read-json.ts';
import { isKept, type Route } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { stream } from './stream.ts';

/**
 * The REST API, to be mounted at `/api/v1`. Every answer carries `x-request-id`; only `/openapi.json` is to be had without
 * a key.
 */
export function createApiRouter(deps: Deps): Router {
  const router = express.Router();
  router.use(tag);
  const description = JSON.stringify(describeApi(ROUTES));
  router.get('/openapi.json', (_request, response) => {
    response.type('json').send(description);
  });
  for (const route of ROUTES) router[route.method](toExpressPath(route.path), answer(deps, route));
  router.use(refuseUnknown);
  router.use(answerError(deps));
  return router;
}

/** `/grievances/{reference}` is `/grievances/:reference` in Express. */
function toExpressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

const tag: RequestHandler = (_request, response, next) => {
  response.set('x-request-id', randomUUID());
  next();
};

const refuseUnknown: RequestHandler = () => {
  throw new AppError('not_found', 'There is nothing here. GET /api/v1/openapi.json lists what there is.');
};

/** First who asks, then whether she may, then what: nothing is parsed for a stranger. */
function answer(deps: Deps, route: Route): RequestHandler {
  return async (request, response) => {
    const caller = await authenticate(deps, request.get('authorization'));
    requireAbility(caller, route.ability);
    const { params, query, headers } = request;
    const body = route.method === 'post' ? await readJson(request, response) : undefined;
    const result = await route.run(deps, caller, { params, query, headers, body });
    response.status(route.status).set('cache-control', 'no-store');
    if (route.media !== undefined) return stream(response, route.media, result);
    if (isKept(route)) response.set({ 'cache-control': 'private, no-cache', vary: 'authorization' });
    // Express gives it an ETag, and answers 304 where the caller has it already.
    response.json(result);
  };
}
