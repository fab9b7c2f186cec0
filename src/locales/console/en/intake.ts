/** A report written down for somebody at the counter. */
export const intake = {};
