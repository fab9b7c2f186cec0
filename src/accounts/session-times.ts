const HOUR_MS = 3_600_000;

/** A session that nobody uses for so long has ended: a working day. */
export const IDLE_MS = 8 * HOUR_MS;

/** After this it has ended however much it is used (OWASP, Session Management: absolute timeout). */
export const LONGEST_MS = 24 * HOUR_MS;

/** The same for one whose second factor is still to come: time to fetch an authenticator on a slow line, no more. */
export const HALF_MS = HOUR_MS;
