import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { findSession, type SignedIn } from '../accounts/find-session.ts';
import { mayDo } from '../accounts/scope.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { languageTag } from '../locales/language-tag.ts';
import { chooseLanguage } from '../pages/choose-language.ts';
import { renderPage } from '../pages/render-page.ts';
import { ErrorPage } from './error-page.tsx';
import { readForm } from './read-form.ts';
import type { Answer, ConsoleRoute, Form, SignedInVisit, Visit } from './route.ts';
import { isSameOrigin } from './same-origin.ts';
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts';
import { askToSignIn } from './sign-in/ask-to-sign-in.tsx';

const NO_FORM: Form = new Map();

/**
 * Pages for people who sign in, to be mounted at their base. In this order: is the form ours, who asks, may she, then what.
 * Nothing is kept by browsers or by anything on the way.
 */
export function serveRoutes(deps: Deps, routes: readonly ConsoleRoute[]): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    // With `no-referrer` a browser says that a form of ours comes from nowhere.
    response.set('referrer-policy', 'same-origin');
    next();
  });
  for (const route of routes) router[route.method](route.path, answer(deps, route));
  router.use((request) => {
    throw new AppError(request.method === 'GET' ? 'not_found' : 'bad_request', 'There is nothing at this address.');
  });
  router.use(sendErrorPage(deps));
  return router;
}

function answer(deps: Deps, route: ConsoleRoute): RequestHandler {
  return async (request, response) => {
    if (route.method === 'post' && !isSameOrigin(request, deps.config.publicUrl)) {
      throw new AppError('forbidden', 'This form was not sent from a page of ours.');
    }
    const form = route.method === 'post' ? await readForm(request, response) : NO_FORM;
    const token = readSessionCookie(request);
    const session = token === undefined ? null : await findSession(deps, token);
    send(response, await serve(deps, route, visitOf(request, session, form), session));
  };
}

function visitOf(request: Request, session: SignedIn | null, form: Form): Visit {
  return {
    language: languageOf(request, session),
    url: request.originalUrl,
    form,
    address: request.ip ?? '',
    request,
  };
}

/** Her own language once she has signed in; `?lang=` shows a page in another one. */
function languageOf(request: Request, session: SignedIn | null): Visit['language'] {
  return session === null || request.query.lang !== undefined ? chooseLanguage(request) : session.caller.language;
}

async function serve(deps: Deps, route: ConsoleRoute, visit: Visit, session: SignedIn | null): Promise<Answer> {
  const { params, query } = visit.request;
  if (route.needs === 'anyone') return route.run(deps, { ...visit, session }, { params, query });
  if (session === null || session.stage !== 'full') return askToSignIn(deps, visit, session);
  const { caller } = session;
  if (route.needs !== 'account' && !mayDo(caller.role, route.needs)) {
    throw new AppError('forbidden', `The role ${caller.role} may not do this.`);
  }
  return route.run(deps, { ...visit, caller, session } satisfies SignedInVisit, { params, query });
}

function send(response: Response, answered: Answer): void {
  if (answered.token !== undefined) writeSessionCookie(response, answered.token);
  if ('redirect' in answered) response.redirect(303, answered.redirect);
  else if ('json' in answered) response.json(answered.json);
  else if ('file' in answered) {
    response.attachment(answered.file.name).type(answered.file.type).send(answered.file.body);
  } else {
    response
      .status(answered.status ?? 200)
      .type('html')
      .send(renderPage(answered.page));
  }
}

/** A failure as a page: what happened and what to do, and an id that the log knows. */
function sendErrorPage(deps: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const { code, status, isOurs } = describe(error);
    const id = crypto.randomUUID();
    if (isOurs) deps.log.error({ err: error, errorId: id }, 'a page failed');
    const language = chooseLanguage(request);
    response.status(status).set('content-language', languageTag(language)).type('html');
    response.send(renderPage(ErrorPage({ language, code, id })));
  };
}

/** What `express` and its body readers throw carries a status of its own. */
function describe(error: unknown): { code: AppError['code']; status: number; isOurs: boolean } {
  if (error instanceof AppError) return { code: error.code, status: error.status, isOurs: error.status >= 500 };
  if (error instanceof URIError) return { code: 'not_found', status: 404, isOurs: false };
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return { code: 'too_large', status, isOurs: false };
  if (status >= 400 && status < 500) return { code: 'bad_request', status: 400, isOurs: false };
  return { code: 'internal', status: 500, isOurs: true };
}
