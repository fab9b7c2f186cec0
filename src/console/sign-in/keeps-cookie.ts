import type { Request } from 'express';

const LOCAL = /^([\w-]+\.)?localhost(:\d+)?$/i;
const LOOPBACK = /^(?:127(?:\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * Whether a browser at this address keeps our cookie: over HTTPS, or on this machine. Where a proxy in front says nothing of how
 * it was asked, the gateway's own public address tells.
 */
export function keepsCookie(request: Pick<Request, 'get' | 'secure'>, publicUrl: string): boolean {
  const host = request.get('host') ?? '';
  // Chromium keeps such a cookie for this machine by its name only.
  if (LOOPBACK.test(host)) return request.secure;
  // Browsers send it over secure connections only.
  if (request.secure || request.get('sec-fetch-site') !== undefined || LOCAL.test(host)) return true;
  const forwarded = request.get('x-forwarded-proto')?.split(',', 1)[0]?.trim();
  if (forwarded !== undefined) return forwarded === 'https';
  const { protocol, host: publicHost } = new URL(publicUrl);
  return protocol === 'https:' && host.toLowerCase() === publicHost;
}

/** The same machine by the name at which a browser keeps the cookie; null: it was not asked as this machine. */
export function localAddress(request: Pick<Request, 'get'>): string | null {
  const [whole, port = ''] = LOOPBACK.exec(request.get('host') ?? '') ?? [];
  return whole === undefined ? null : `http://localhost${port}/console/sign-in`;
}
