/** Reminders, digests, what was assigned, what reached the last rung. */
export const time = {};
