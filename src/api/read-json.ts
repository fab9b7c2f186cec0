import express, { type Request, type Response } from 'express';
import { AppError } from '../errors.ts';

const parse = express.json({ limit: 16 * 1024 });

/**
 * The JSON body of a request; an empty object where there is none. At most 16 kB.
 *
 * @throws {AppError} `bad_request` for a body that says it is something else; and what `express.json` throws
 */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  if (!hasBody(request)) return {};
  if (request.is('application/json') === false) {
    throw new AppError('bad_request', 'Send JSON, with the header `content-type: application/json`.');
  }
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
  return request.body;
}

/** RFC 9112, section 6.3: a request has a body when one of these headers says so. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
