import type { HelmetOptions } from 'helmet';

/**
 * What every answer carries: pages may load scripts, styles and pictures from this origin only, nothing inline, and may
 * not be framed. `upgrade-insecure-requests` is left out on purpose: on a local network the gateway is reached by plain
 * HTTP, and the pages would ask for their own scripts over HTTPS in vain. The pages that the browser opens are told
 * nothing about where they came from, because an address may hold a callback secret.
 */
export const SECURITY_HEADERS: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
};
