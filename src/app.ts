import type { RequestListener } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import helmet from 'helmet';
import { createApiRouter } from './api/router.ts';
import { createConsoleRouter } from './console/router.ts';
import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';

import { createHealthRouter, type HealthSources } from './health.ts';
import { createMonitorRouter } from './monitor/router.ts';
import { createOpenRouter } from './open/router.ts';
import { createOpen311Router } from './open311/router.ts';
import { createPagesRouter } from './pages/router.ts';
import { SECURITY_HEADERS } from './pages/security-headers.ts';
import { createSimulatorRouter } from './simulator/router.ts';
import { createSmsRouter } from './sms/router.ts';
import { createUssdRouter } from './ussd/router.ts';

/** The web server, in the order a request meets it. The carriers come first: nothing may stand between them and a screen. */
export function createApp(deps: Deps, health: HealthSources): RequestListener {
  const ussd = createUssdRouter(deps);
  const sms = createSmsRouter(deps);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.config.trustedProxies);
  app.use(createHealthRouter(deps, health));
  app.use(helmet(SECURITY_HEADERS));
  app.use(compression());
  app.use('/api/v1', createApiRouter(deps));
  app.use('/open311/v2', createOpen311Router(deps));
  app.use('/console', createConsoleRouter(deps));
  app.use('/monitor', createMonitorRouter(deps));
  app.use('/simulator', createSimulatorRouter(deps));
  app.use('/open', createOpenRouter(deps));
  app.use(createPagesRouter(deps));
  app.use(notFound);
  app.use(sendError(deps));
  return (request, response) => ussd(request, response, () => sms(request, response, () => app(request, response)));
}

const notFound: RequestHandler = () => {
  throw new AppError('not_found', 'There is nothing at this address.');
};

/** An address that cannot be decoded is an address that is not there; what it was is not repeated, for it may be a secret. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof URIError) return new AppError('not_found', 'There is nothing at this address.');
  return new AppError('internal', 'Something went wrong.', { cause: error });
}

/** The last word on a failed request: the person reads the message, the log keeps the cause, both under one id. */
function sendError(deps: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const known = asAppError(error);
    const id = crypto.randomUUID();
    if (known.status >= 500) deps.log.error({ err: error, errorId: id }, 'a request failed');
    response.status(known.status).json({
      error: { code: known.code, message: known.message, id, ...(known.issues ? { issues: known.issues } : {}) },
    });
  };
}
