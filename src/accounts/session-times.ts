/** Hours of a working day after which a session that nobody uses has ended. */
export const IDLE_MS = 8 * 3_600_000;

/** After this a session has ended however much it is used (OWASP, Session Management: absolute timeout). */
export const LONGEST_MS = 24 * 3_600_000;
