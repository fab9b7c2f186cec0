import type { Request } from 'express';

/**
 * Whether a form was sent from a page of our own. Browsers say so in `Sec-Fetch-Site`; older ones send `Origin`, which must name
 * the host that was asked. A request with neither is not a browser's, or hides where it comes from, and is refused.
 */
export function isSameOrigin(request: Pick<Request, 'get'>, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === request.get('host') || new URL(origin).origin === new URL(publicUrl).origin;
}
