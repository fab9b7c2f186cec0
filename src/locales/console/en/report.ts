/** One report: its thread, its facts, everything that can be done to it. */
export const report = {};
