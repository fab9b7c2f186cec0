import type { ErrorRequestHandler, Response } from 'express';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

/** Ends a failed request in the API's error shape. What nobody expected goes to the log under the same id. */
export function answerError(deps: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const known = toAppError(error);
    const id = requestIdOf(response);
    if (known.status >= 500) deps.log.error({ err: error, requestId: id }, 'an API request failed');
    // RFC 6750, section 3: the challenge that goes with a 401.
    if (known.code === 'unauthorized') response.set('www-authenticate', 'Bearer realm="majibu"');
    response.status(known.status).json({
      error: { code: known.code, message: known.message, id, ...(known.issues ? { issues: known.issues } : {}) },
    });
  };
}

/** The id that `x-request-id` already carries. */
export function requestIdOf(response: Response): string {
  return String(response.get('x-request-id'));
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isHttpError(error)) {
    if (error.status === 413) {
      return new AppError('too_large', 'The body is larger than 16 kB. Send less.', { cause: error });
    }
    if (error.status < 500) {
      return new AppError('bad_request', 'The request cannot be read: is the address well formed, the body JSON?', {
        cause: error,
      });
    }
  }
  return new AppError('internal', 'Something went wrong here. Try again; if it stays, tell us the id.', {
    cause: error,
  });
}

/** What Express and its body parser throw. */
function isHttpError(error: unknown): error is { status: number } {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number';
}
