import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

/** Browsers keep a cookie of this prefix only from HTTPS (or from this machine), for this host alone and for all paths. */
const NAME = '__Host-majibu';

/** The session's token that a browser sends; undefined: none. */
export function readSessionCookie(request: Pick<Request, 'get'>): string | undefined {
  return parseCookie(request.get('cookie') ?? '')[NAME];
}

/** Gives the browser a session's token until the browser closes, or takes it away. */
export function writeSessionCookie(response: Response, token: string | null): void {
  const options = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  if (token === null) response.clearCookie(NAME, options);
  else response.cookie(NAME, token, options);
}
